// The story through polkadot-api (PAPI), with descriptors that `papi generate` made from the node's metadata.

import { sr25519CreateDerive } from '@polkadot-labs/hdkd';
import { DEV_PHRASE, entropyToMiniSecret, mnemonicToEntropy, ss58Address } from '@polkadot-labs/hdkd-helpers';
import { Enum, type PolkadotSigner, type Transaction, type TxFinalizedPayload } from 'polkadot-api';
import { getPolkadotSigner } from 'polkadot-api/signer';
import { createWsClient } from 'polkadot-api/ws';
import { salus } from '@polkadot-api/descriptors';
import { bytes, filingIntent, hex, options, refusal, Refused, Report, revocationIntent, story, version } from './report.ts';

const { url, out } = options();
const report = new Report(`polkadot-api ${version('polkadot-api')}`, out);

const client = createWsClient(url);
const api = client.getTypedApi(salus);

const derive = sr25519CreateDerive(entropyToMiniSecret(mnemonicToEntropy(DEV_PHRASE)));
const key = (uri: string) => {
	const pair = derive(uri);
	return {
		...pair,
		address: ss58Address(pair.publicKey, 42),
		party: hex(pair.publicKey),
		signer: getPolkadotSigner(pair.publicKey, 'Sr25519', pair.sign),
	};
};
const [proposer, voter] = story.council.map(key);
const [hospital, patient, payer, stranger] = [story.hospital, story.patient, story.payer, story.stranger].map(key);

type Sent = { block: number; fee: bigint; events: TxFinalizedPayload['events'] };

/** Resolves when the transaction is in a final block; throws the name of the error if it was refused there. */
async function send(call: Transaction<any, any>, signer: PolkadotSigner): Promise<Sent> {
	const sent = await call.signAndSubmit(signer);
	if (!sent.ok) {
		const { type, value } = sent.dispatchError as any;
		throw new Refused(type === 'Module' ? `${value.type}.${value.value.type}` : type);
	}
	const [paid] = api.event.TransactionPayment.TransactionFeePaid.filter(sent.events);
	return { block: sent.block.number, fee: paid.payload.actual_fee, events: sent.events };
}

/** The council decides: proposed, two votes, closed. */
async function decide(call: Transaction<any, any>): Promise<Sent> {
	const length_bound = (await call.getEncodedData()).length;
	const proposal = api.tx.Council.propose({ threshold: 2, proposal: call.decodedCall as any, length_bound });
	const [{ payload: motion }] = api.event.Council.Proposed.filter((await send(proposal, proposer.signer)).events);
	const vote = { proposal: motion.proposal_hash, index: motion.proposal_index, approve: true };
	await send(api.tx.Council.vote(vote), proposer.signer);
	await send(api.tx.Council.vote(vote), voter.signer);
	const close = api.tx.Council.close({
		proposal_hash: motion.proposal_hash,
		index: motion.proposal_index,
		proposal_weight_bound: { ref_time: 1_000_000_000n, proof_size: 100_000n },
		length_bound,
	});
	const closed = await send(close, proposer.signer);
	const [{ payload: executed }] = api.event.Council.Executed.filter(closed.events);
	if (!executed.result.success) throw new Error(`the council's decision failed: ${JSON.stringify(executed.result.value)}`);
	return closed;
}

const now = async () => (await api.query.Timestamp.Now.getValue()) / 1000n;
const held = async (account: string) =>
	(await api.query.Balances.Holds.getValue(account)).reduce((sum: bigint, hold: { amount: bigint }) => sum + hold.amount, 0n);
const genesis = async () => api.query.System.BlockHash.getValue(0);

await report.step('connect', async () => {
	const { name, genesisHash, properties } = await client.getChainSpecData();
	const { spec_name, spec_version } = await api.constants.System.Version();
	return {
		result: {
			chain: name,
			genesis: genesisHash,
			spec: `${spec_name} ${spec_version}`,
			token: properties.tokenSymbol,
			decimals: properties.tokenDecimals,
		},
	};
});

await report.step('fund', async () => {
	const call = api.tx.Balances.transfer_keep_alive({ dest: Enum('Id', hospital.address), value: BigInt(story.funds) });
	const sent = await send(call, proposer.signer);
	const [{ payload }] = api.event.Balances.Transfer.filter(sent.events);
	return { ...sent, result: { to: payload.to, amount: payload.amount.toString() } };
});

await report.step('accredit', async () => {
	const call = api.tx.Participants.accredit({
		organisation: hospital.address,
		roles: [Enum('Custodian'), Enum('Provider'), Enum('Issuer')],
		credential: story.credential,
		expires_at: undefined,
	});
	const [{ payload }] = api.event.Participants.Accredited.filter((await decide(call)).events);
	return {
		result: {
			call: hex(await call.getEncodedData()),
			organisation: payload.organisation,
			roles: payload.roles,
			expires: payload.expires_at !== undefined,
		},
	};
});

await report.step('policy', async () => {
	const terms = { text: story.policyText, effective_from: 0n, effective_until: undefined, requires_verification: false };
	const closed = await decide(api.tx.Consent.publish_policy({ policy: story.policy, terms }));
	const [{ payload }] = api.event.Consent.PolicyPublished.filter(closed.events);
	return { result: payload.policy };
});

const { category, regulation, action, purpose } = story.vocabulary;
const always = { from: undefined, until: undefined };
const filing = {
	consent: {
		custodian: hospital.party,
		categories: category.patientPrivacy,
		regulations: regulation.hipaa,
		period: always,
		base: Enum('Deny'),
		scope: [],
		provisions: [
			{
				parent: 0,
				effect: Enum('Permit'),
				rule: [
					Enum('Actors', [{ party: payer.party, roles: 0 }]),
					Enum('Actions', action.access | action.disclose),
					Enum('Purposes', BigInt(purpose.payment)),
				],
			},
		],
	},
	policy: story.policy,
	source: story.consentSource,
	part2: undefined,
};

let signedFiling: Transaction<any, any> | undefined;
await report.step('consent', async () => {
	const expires_at = (await now()) + BigInt(story.intentLastsSeconds);
	const direct = await api.tx.Consent.file({ subject: patient.address, place: 0, filing }).getEncodedData();
	const intent = filingIntent(bytes(await genesis()), patient.publicKey, 0, expires_at, direct);
	const proof = { signature: Enum('Sr25519', hex(patient.sign(intent))), wrapped: false };
	const before = await held(hospital.address);
	const call = api.tx.Consent.file_signed({
		signed: {
			subject: patient.address, guardian: undefined, place: 0, nonce: 0, expires_at, custodian_relays: false, filing, proof,
		},
	});
	signedFiling = call;
	const sent = await send(call, hospital.signer);
	const [{ payload }] = api.event.Consent.Filed.filter(sent.events);
	return {
		...sent,
		result: {
			call: hex(direct),
			subject: payload.subject,
			place: payload.id.place,
			version: payload.id.version,
			byGuardian: payload.by_guardian,
			held: ((await held(hospital.address)) - before).toString(),
		},
	};
});

async function evaluate(purposes: string): Promise<string> {
	const { decision } = await api.apis.ConsentApi.evaluate(patient.address, {
		custodian: hospital.party, parties: [payer.party], roles: 0, purposes: BigInt(purposes), actions: action.access, categories: 0,
		at: await now(), item: { class: undefined, labels: undefined, date: undefined }, emergency: false, duo: undefined,
	});
	const { outcome } = decision;
	return outcome.type === 'Deny' ? `Deny: ${outcome.value.type}` : outcome.type;
}

await report.step('evaluate', async () => ({
	result: { payment: await evaluate(purpose.payment), marketing: await evaluate(purpose.marketing) },
}));

let evidence = 0n;
const anchor = api.tx.Records.anchor({
	commitment: story.record, canonicalisation: Enum('Raw'), schema: undefined, series: undefined, retention: Enum('Standard'),
});
await report.step('anchor', async () => {
	const sent = await send(anchor, hospital.signer);
	const [{ payload }] = api.event.Records.Anchored.filter(sent.events);
	evidence = payload.anchor;
	return {
		...sent,
		result: { call: hex(await anchor.getEncodedData()), anchor: Number(payload.anchor), leaf: payload.leaf },
	};
});

let coverage = 0;
const { claim } = story;
const day = async () => Number((await now()) / 86_400n);
const every = { networks: claim.everyNetwork, categories: BigInt(claim.everyCategory) };
const plan = {
	currency: claim.currency,
	rounding: Enum('HalfUp'),
	rounded: Enum('Patient'),
	order: [Enum('Copay'), Enum('Deductible'), Enum('Coinsurance')],
	year: { month: 1, day: 1 },
	spell: undefined,
	deductibles: [],
	caps: [],
	shares: [{
		scope: every, within: undefined, beside: undefined, covered: true, deductible: Enum('None'), copay: undefined,
		coinsurance: claim.coinsuranceBasisPoints, least: undefined, most: undefined, cap: Enum('None'), order: undefined,
	}],
	prices: [{ scope: every, basis: Enum('Billed', claim.allowedBasisPoints) }],
	ranks: [],
	packaged: every,
	limits: [],
	waiting: [],
	authorisations: [],
	closures: [],
	balance_billing: 0,
	filing: undefined,
	duplicates: { exact: Enum('Deny'), suspect: Enum('Pend'), within: false },
	cob: {
		method: Enum('Traditional'), allowable: Enum('Higher'), level: Enum('Reported'), obligation: Enum('Contractual'),
		deductible: Enum('AsIfPrimary'), out_of_pocket: Enum('AsIfPrimary'), needs_prior: false,
	},
	reductions: [],
	ceiling: undefined,
	four_eyes_above: undefined,
	prompt_pay: undefined,
	groups: [],
	appeals: [],
};
const submission = async (coverage: number, record: bigint) => api.tx.Claims.submit({
	claim: {
		coverage, usage: Enum('Claim'), currency: claim.currency, total: BigInt(claim.billed), package: undefined, prior: undefined,
		lines: [{
			number: 1, category: claim.category, service: claim.service, units: 1_000n, billed: BigInt(claim.billed), day: await day(),
			authorisation: undefined, record,
		}],
	},
});

await report.step('plan', async () => {
	const settlement = { asset: Enum('Native'), page_bits: 0, default_network: 0, external_levels: 0 };
	const publish = api.tx.Claims.publish_plan({ amends: undefined, terms: plan as any, settlement });
	const [{ payload: published }] = api.event.Claims.PlanPublished.filter((await send(publish, payer.signer)).events);
	const id = { plan: published.plan };
	// A fee schedule without entries: the plan's own rule prices every line.
	await send(api.tx.Claims.add_prices({ ...id, entries: [] }), payer.signer);
	await send(api.tx.Claims.fund_plan({ ...id, amount: BigInt(claim.funds) }), payer.signer);
	const from = (await day()) - 30;
	const terms = { from, until: undefined, enrolled: from, order: 1, notice: undefined };
	const enrol = api.tx.Claims.enrol({ ...id, member: patient.address, household: Enum('Alone'), terms });
	const [{ payload: enrolled }] = api.event.Claims.Enrolled.filter((await send(enrol, payer.signer)).events);
	coverage = enrolled.coverage;
	return { result: { call: hex(await publish.getEncodedData()), plan: published.plan, coverage } };
});

await report.step('claim', async () => {
	const sent = await send(await submission(coverage, evidence), hospital.signer);
	const [{ payload }] = api.event.Claims.Decided.filter(sent.events);
	const explained = (await api.apis.ClaimsApi.explain(payload.claim))!;
	return {
		...sent,
		result: {
			coverage: payload.claim.coverage,
			number: payload.claim.number,
			pays: payload.pays.toString(),
			paid: payload.paid.toString(),
			state: explained.state.type,
			recomputes: explained.same,
		},
	};
});

await report.step('read', async () => {
	const standing = (await api.query.Participants.Standings.getValue(hospital.address))!;
	const log = await api.apis.RecordsApi.log();
	const consents = await api.apis.ConsentApi.active_consents(patient.address, 0, 16);
	const verdict = await api.view.Participants.check(hospital.address, Enum('Issuer'));
	if (verdict.type !== 'Accredited') throw new Error(`the view function says ${verdict.type}`);
	return {
		result: {
			roles: standing.roles,
			status: standing.status.type,
			consents: consents.length,
			grantor: consents[0].grantor.type,
			logSize: Number(log.size),
		},
	};
});

await report.step('refuse', async () => ({
	result: {
		anchorTwice: await refusal(send(anchor, hospital.signer)),
		replayedIntent: await refusal(send(signedFiling!, hospital.signer)),
		withdrawByStranger: await refusal(send(api.tx.Participants.withdraw(), proposer.signer)),
		councilAlone: await refusal(send(api.tx.Participants.suspend({ organisation: hospital.address }), stranger.signer)),
	},
}));

await report.step('revoke', async () => {
	const expires_at = (await now()) + BigInt(story.intentLastsSeconds);
	const intent = revocationIntent(bytes(await genesis()), patient.publicKey, 0, expires_at, 0, 0);
	const proof = { signature: Enum('Sr25519', hex(patient.sign(intent))), wrapped: false };
	const call = api.tx.Consent.revoke_signed({
		signed: { subject: patient.address, guardian: undefined, place: 0, nonce: 0, expires_at, reason: Enum('Withdrawn'), proof },
	});
	const sent = await send(call, hospital.signer);
	const [{ payload }] = api.event.Consent.Revoked.filter(sent.events);
	return {
		...sent,
		result: {
			version: payload.id.version,
			payment: await evaluate(purpose.payment),
			claim: await refusal(send(await submission(coverage, evidence), hospital.signer)),
		},
	};
});

client.destroy();
report.finish();
