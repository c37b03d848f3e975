// The story through dedot, with types that `dedot chaintypes` made from the node's metadata.

import { Keyring } from '@polkadot/keyring';
import type { KeyringPair } from '@polkadot/keyring/types';
import { DedotClient, WsProvider } from 'dedot';
import { AccountId32 } from 'dedot/codecs';
import type { ISubmittableExtrinsic, ISubmittableResult } from 'dedot/types';
import type { SalusApi } from './dedot-types/salus/index.d.ts';
import { bytes, filingIntent, hex, options, refusal, Refused, Report, revocationIntent, story, version, wrapped } from './report.ts';

const { url, out } = options();
const report = new Report(`dedot ${version('dedot')}`, out);

const client = await DedotClient.new<SalusApi>(new WsProvider(url));
const keyring = new Keyring({ type: 'sr25519', ss58Format: 42 });
const key = (uri: string) => keyring.addFromUri(uri);
const [proposer, voter] = story.council.map(key);
const [hospital, patient, payer, stranger] = [story.hospital, story.patient, story.payer, story.stranger].map(key);
const party = (pair: KeyringPair) => hex(pair.publicKey) as `0x${string}`;
const subject = new AccountId32(patient.address);
const word = (text: string) => text as `0x${string}`;

type Sent = { block: number; fee: bigint; events: ISubmittableResult['events'] };

/** Resolves when the transaction is in a final block; throws the name of the error if it was refused there. */
async function send(call: ISubmittableExtrinsic, signer: KeyringPair): Promise<Sent> {
	const { status, dispatchError, events } = await call.signAndSend(signer).untilFinalized();
	if (dispatchError) {
		const found = client.registry.findErrorMeta(dispatchError);
		throw new Refused(found ? `${found.pallet}.${found.name}` : dispatchError.type);
	}
	const paid = client.events.transactionPayment.TransactionFeePaid.find(events);
	const block = status.type === 'Finalized' ? status.value.blockNumber : 0;
	return { block, fee: paid!.palletEvent.data.actualFee, events };
}

/** The council decides: proposed, two votes, closed. */
async function decide(call: ISubmittableExtrinsic & { callLength: number; call: any }): Promise<Sent> {
	const length = call.callLength;
	const { events } = await send(client.tx.council.propose(2, call.call, length), proposer);
	const { proposalHash, proposalIndex } = client.events.council.Proposed.find(events)!.palletEvent.data;
	await send(client.tx.council.vote(proposalHash, proposalIndex, true), proposer);
	await send(client.tx.council.vote(proposalHash, proposalIndex, true), voter);
	const weight = { refTime: 1_000_000_000n, proofSize: 100_000n };
	const closed = await send(client.tx.council.close(proposalHash, proposalIndex, weight, length), proposer);
	const { result } = client.events.council.Executed.find(closed.events)!.palletEvent.data;
	if (!result.isOk) throw new Error(`the council's decision failed: ${JSON.stringify(result)}`);
	return closed;
}

const now = async () => (await client.query.timestamp.now()) / 1000n;
const held = async (account: string) =>
	(await client.query.balances.holds(account)).reduce((sum, { amount }) => sum + amount, 0n);

await report.step('connect', async () => {
	const properties = (await client.chainSpec.properties()) as any;
	const { specName, specVersion } = client.runtimeVersion as any;
	return {
		result: {
			chain: await client.chainSpec.chainName(),
			genesis: client.genesisHash,
			spec: `${specName} ${specVersion}`,
			token: properties.tokenSymbol,
			decimals: properties.tokenDecimals,
		},
	};
});

await report.step('fund', async () => {
	const sent = await send(client.tx.balances.transferKeepAlive(hospital.address, BigInt(story.funds)), proposer);
	const { to, amount } = client.events.balances.Transfer.find(sent.events)!.palletEvent.data;
	return { ...sent, result: { to: to.address(), amount: amount.toString() } };
});

await report.step('accredit', async () => {
	const call = client.tx.participants.accredit(
		hospital.address, ['Custodian', 'Provider', 'Issuer'], word(story.credential), undefined,
	);
	const { data } = client.events.participants.Accredited.find((await decide(call)).events)!.palletEvent;
	return {
		result: {
			call: call.callHex,
			organisation: data.organisation.address(),
			roles: data.roles,
			expires: data.expiresAt !== undefined,
		},
	};
});

await report.step('policy', async () => {
	const terms = { text: word(story.policyText), effectiveFrom: 0n, effectiveUntil: undefined, requiresVerification: false };
	const closed = await decide(client.tx.consent.publishPolicy(story.policy, terms));
	return { result: client.events.consent.PolicyPublished.find(closed.events)!.palletEvent.data.policy };
});

const { category, regulation, action, purpose } = story.vocabulary;
const filing = {
	consent: {
		custodian: party(hospital),
		categories: category.patientPrivacy,
		regulations: regulation.hipaa,
		period: {},
		base: 'Deny' as const,
		scope: [],
		provisions: [
			{
				parent: 0,
				effect: 'Permit' as const,
				rule: [
					{ type: 'Actors' as const, value: [{ party: party(payer), roles: 0 }] },
					{ type: 'Actions' as const, value: action.access | action.disclose },
					{ type: 'Purposes' as const, value: BigInt(purpose.payment) },
				],
			},
		],
	},
	policy: story.policy,
	source: word(story.consentSource),
	part2: undefined,
};

let signedFiling: ISubmittableExtrinsic | undefined;
await report.step('consent', async () => {
	const expiresAt = (await now()) + BigInt(story.intentLastsSeconds);
	const direct = client.tx.consent.file(patient.address, 0, filing);
	const intent = filingIntent(bytes(client.genesisHash), patient.publicKey, 0, expiresAt, bytes(direct.callHex));
	const signature = { type: 'Sr25519' as const, value: word(hex(patient.sign(wrapped(intent)))) };
	const before = await held(hospital.address);
	signedFiling = client.tx.consent.fileSigned({
		subject, guardian: undefined, place: 0, nonce: 0, expiresAt, custodianRelays: false, filing, proof: { signature, wrapped: true },
	});
	const sent = await send(signedFiling, hospital);
	const { data } = client.events.consent.Filed.find(sent.events)!.palletEvent;
	return {
		...sent,
		result: {
			call: direct.callHex,
			subject: data.subject.address(),
			place: data.id.place,
			version: data.id.version,
			byGuardian: data.byGuardian,
			held: ((await held(hospital.address)) - before).toString(),
		},
	};
});

async function evaluate(purposes: string): Promise<string> {
	const { decision } = await client.call.consentApi.evaluate(patient.address, {
		custodian: party(hospital), parties: [party(payer)], roles: 0, purposes: BigInt(purposes), actions: action.access,
		categories: 0, at: await now(), item: {}, emergency: false, duo: undefined,
	});
	const { outcome } = decision;
	return outcome.type === 'Deny' ? `Deny: ${outcome.value}` : outcome.type;
}

await report.step('evaluate', async () => ({
	result: { payment: await evaluate(purpose.payment), marketing: await evaluate(purpose.marketing) },
}));

let evidence = 0n;
const anchor = client.tx.records.anchor(word(story.record), 'Raw', undefined, undefined, 'Standard');
await report.step('anchor', async () => {
	const sent = await send(anchor, hospital);
	const { data } = client.events.records.Anchored.find(sent.events)!.palletEvent;
	evidence = data.anchor;
	return { ...sent, result: { call: anchor.callHex, anchor: Number(data.anchor), leaf: data.leaf } };
});

let coverage = 0;
const { claim } = story;
const day = async () => Number((await now()) / 86_400n);
const every = { networks: claim.everyNetwork, categories: BigInt(claim.everyCategory) };
const plan = {
	currency: word(claim.currency),
	rounding: 'HalfUp' as const,
	rounded: 'Patient' as const,
	order: ['Copay', 'Deductible', 'Coinsurance'] as any,
	year: { month: 1, day: 1 },
	deductibles: [],
	caps: [],
	shares: [{
		scope: every, covered: true, deductible: { type: 'None' as const }, coinsurance: claim.coinsuranceBasisPoints,
		cap: { type: 'None' as const },
	}],
	prices: [{ scope: every, basis: { type: 'Billed' as const, value: claim.allowedBasisPoints } }],
	ranks: [],
	packaged: every,
	limits: [],
	waiting: [],
	authorisations: [],
	closures: [],
	balanceBilling: 0,
	duplicates: { exact: 'Deny' as const, suspect: 'Pend' as const, within: false },
	cob: {
		method: 'Traditional' as const, allowable: 'Higher' as const, level: 'Reported' as const, obligation: 'Contractual' as const,
		deductible: 'AsIfPrimary' as const, outOfPocket: 'AsIfPrimary' as const, needsPrior: false,
	},
	reductions: [],
	groups: [],
	appeals: [],
};
const submission = async (coverage: number, record: bigint) => client.tx.claims.submit({
	coverage, usage: 'Claim', currency: word(claim.currency), total: BigInt(claim.billed), package: undefined, prior: undefined,
	lines: [{
		number: 1, category: claim.category, service: word(claim.service), units: 1_000n, billed: BigInt(claim.billed),
		day: await day(), authorisation: undefined, record,
	}],
});

await report.step('plan', async () => {
	const settlement = { asset: { type: 'Native' as const }, pageBits: 0, defaultNetwork: 0, externalLevels: 0 };
	const publish = client.tx.claims.publishPlan(undefined, plan, settlement);
	const { plan: id } = client.events.claims.PlanPublished.find((await send(publish, payer)).events)!.palletEvent.data;
	// A fee schedule without entries: the plan's own rule prices every line.
	await send(client.tx.claims.addPrices(id, []), payer);
	await send(client.tx.claims.fundPlan(id, BigInt(claim.funds)), payer);
	const from = (await day()) - 30;
	const enrol = client.tx.claims.enrol(id, patient.address, { type: 'Alone' }, { from, enrolled: from, order: 1 });
	coverage = client.events.claims.Enrolled.find((await send(enrol, payer)).events)!.palletEvent.data.coverage;
	return { result: { call: publish.callHex, plan: id, coverage } };
});

await report.step('claim', async () => {
	const sent = await send(await submission(coverage, evidence), hospital);
	const { data } = client.events.claims.Decided.find(sent.events)!.palletEvent;
	const explained = (await client.call.claimsApi.explain(data.claim))!;
	return {
		...sent,
		result: {
			coverage: data.claim.coverage,
			number: data.claim.number,
			pays: data.pays.toString(),
			paid: data.paid.toString(),
			state: explained.state.type,
			recomputes: explained.same,
		},
	};
});

await report.step('read', async () => {
	const standing = (await client.query.participants.standings(hospital.address))!;
	const log = await client.call.recordsApi.log();
	const consents = await client.call.consentApi.activeConsents(patient.address, 0, 16);
	const verdict = await client.view.participants.check(hospital.address, 'Issuer');
	if (verdict !== 'Accredited') throw new Error(`the view function says ${verdict}`);
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
		anchorTwice: await refusal(send(anchor, hospital)),
		replayedIntent: await refusal(send(signedFiling!, hospital)),
		withdrawByStranger: await refusal(send(client.tx.participants.withdraw(), proposer)),
		councilAlone: await refusal(send(client.tx.participants.suspend(hospital.address), stranger)),
	},
}));

await report.step('revoke', async () => {
	const expiresAt = (await now()) + BigInt(story.intentLastsSeconds);
	const intent = revocationIntent(bytes(client.genesisHash), patient.publicKey, 0, expiresAt, 0, 0);
	const proof = { signature: { type: 'Sr25519' as const, value: word(hex(patient.sign(intent))) }, wrapped: false };
	const sent = await send(
		client.tx.consent.revokeSigned({
			subject, guardian: undefined, place: 0, nonce: 0, expiresAt, reason: 'Withdrawn', proof,
		}),
		hospital,
	);
	const { data } = client.events.consent.Revoked.find(sent.events)!.palletEvent;
	return {
		...sent,
		result: {
			version: data.id.version,
			payment: await evaluate(purpose.payment),
			claim: await refusal(send(await submission(coverage, evidence), hospital)),
		},
	};
});

await client.disconnect();
report.finish();
