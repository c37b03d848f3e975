// The story through @polkadot/api: the library under Polkadot.js Apps.

import { ApiPromise, Keyring, WsProvider } from '@polkadot/api';
import type { SubmittableExtrinsic } from '@polkadot/api/types';
import type { KeyringPair } from '@polkadot/keyring/types';
import type { ISubmittableResult } from '@polkadot/types/types';
import { filingIntent, hex, options, refusal, Refused, Report, revocationIntent, story, version, wrapped } from './report.ts';

type Call = SubmittableExtrinsic<'promise', ISubmittableResult>;
type Sent = { block: number; fee: bigint; events: ISubmittableResult['events'] };

/** A connection to the chain at `url`, and what every program on it does. */
export async function connect(url: string) {
	const api = await ApiPromise.create({ provider: new WsProvider(url, 500), noInitWarn: true });
	const keyring = new Keyring({ type: 'sr25519', ss58Format: api.registry.chainSS58 });
	const key = (uri: string) => keyring.addFromUri(uri);
	const [proposer, voter] = story.council.map(key);

	/** `records` and `AlreadyExists` are written `Records.AlreadyExists`, as in the metadata. */
	const named = (section: string, name: string) => `${section[0].toUpperCase()}${section.slice(1)}.${name}`;

	/** Resolves when the transaction is in a block; throws the name of the error if it was refused there. */
	const send = (call: Call, signer: KeyringPair) =>
		new Promise<Sent>((resolve, reject) => {
			call
				.signAndSend(signer, { nonce: -1 }, ({ status, dispatchError, events }) => {
					// Where blocks are final at once, "in block" may be skipped.
					if (!status.isInBlock && !status.isFinalized) return;
					if (dispatchError?.isModule) {
						const { section, name } = api.registry.findMetaError(dispatchError.asModule);
						reject(new Refused(named(section, name)));
					} else if (dispatchError) {
						reject(new Refused(dispatchError.type));
					} else {
						const paid = events.find(({ event }) => api.events.transactionPayment.TransactionFeePaid.is(event));
						const fee = BigInt(paid?.event.data[1].toString() ?? 0);
						const header = api.rpc.chain.getHeader(status.isInBlock ? status.asInBlock : status.asFinalized);
						header.then(({ number }) => resolve({ block: number.toNumber(), fee, events }), reject);
					}
				})
				.catch(reject);
		});

	/** The fields of the one event with this name. */
	const event = ({ events }: Sent, name: string): any => {
		const found = events.find(({ event }) => named(event.section, event.method) === name);
		if (!found) throw new Error(`no event ${name}`);
		return Object.fromEntries(found.event.data.names!.map((field, i) => [field, found.event.data[i]]));
	};

	/** The council decides: proposed, two votes, closed. */
	const decide = async (call: Call): Promise<Sent> => {
		const length = call.method.encodedLength;
		const proposed = event(await send(api.tx.council.propose(2, call, length), proposer), 'Council.Proposed');
		const motion: [string, number] = [proposed.proposalHash, proposed.proposalIndex];
		await send(api.tx.council.vote(...motion, true), proposer);
		await send(api.tx.council.vote(...motion, true), voter);
		const weight = { refTime: 1_000_000_000, proofSize: 100_000 };
		const closed = await send(api.tx.council.close(...motion, weight, length), proposer);
		const { result } = event(closed, 'Council.Executed');
		if (result.isErr) throw new Error(`the council's decision failed: ${result.asErr}`);
		return closed;
	};

	return { api, key, send, event, decide };
}

/** Tells the story on the chain at `url`. */
export async function tell(report: Report, url: string): Promise<void> {
	const { api, key, send, event, decide } = await connect(url);
	const [proposer] = story.council.map(key);
	const [hospital, patient, payer, stranger] = [story.hospital, story.patient, story.payer, story.stranger].map(key);

	const now = async () => BigInt((await api.query.timestamp.now()).toString()) / 1000n;
	const held = async (account: string) => {
		const holds = (await api.query.balances.holds(account)) as any;
		return holds.reduce((sum: bigint, hold: any) => sum + hold.amount.toBigInt(), 0n).toString();
	};

	await report.step('connect', async () => {
		const [chain, properties] = await Promise.all([api.rpc.system.chain(), api.rpc.system.properties()]);
		return {
			result: {
				chain: chain.toString(),
				genesis: api.genesisHash.toHex(),
				spec: `${api.runtimeVersion.specName} ${api.runtimeVersion.specVersion}`,
				token: properties.tokenSymbol.unwrap()[0].toString(),
				decimals: properties.tokenDecimals.unwrap()[0].toNumber(),
			},
		};
	});

	await report.step('fund', async () => {
		const sent = await send(api.tx.balances.transferKeepAlive(hospital.address, story.funds), proposer);
		const transfer = event(sent, 'Balances.Transfer');
		return { ...sent, result: { to: transfer.to.toString(), amount: transfer.amount.toString() } };
	});

	await report.step('accredit', async () => {
		const call = api.tx.participants.accredit(hospital.address, story.roles, story.credential, null);
		const accredited = event(await decide(call), 'Participants.Accredited');
		return {
			result: {
				call: call.method.toHex(),
				organisation: accredited.organisation.toString(),
				roles: accredited.roles.toNumber(),
				expires: accredited.expiresAt.isSome,
			},
		};
	});

	await report.step('policy', async () => {
		const terms = { text: story.policyText, effectiveFrom: 0, effectiveUntil: null, requiresVerification: false };
		const { policy } = event(await decide(api.tx.consent.publishPolicy(story.policy, terms)), 'Consent.PolicyPublished');
		return { result: { id: policy.id.toNumber(), version: policy.version.toNumber() } };
	});

	const { category, regulation, action, purpose } = story.vocabulary;
	const filing = {
		consent: {
			custodian: hex(hospital.publicKey),
			categories: category.patientPrivacy,
			regulations: regulation.hipaa,
			period: {},
			base: 'Deny',
			scope: [],
			provisions: [
				{
					parent: 0,
					effect: 'Permit',
					rule: [
						{ Actors: [{ party: hex(payer.publicKey), roles: 0 }] },
						{ Actions: action.access | action.disclose },
						{ Purposes: purpose.payment },
					],
				},
			],
		},
		policy: story.policy,
		source: story.consentSource,
		part2: null,
	};

	let signedFiling: Call | undefined;
	await report.step('consent', async () => {
		const expiresAt = (await now()) + BigInt(story.intentLastsSeconds);
		const direct = api.tx.consent.file(patient.address, 0, filing);
		const intent = filingIntent(api.genesisHash.toU8a(), patient.publicKey, 0, expiresAt, direct.method.toU8a());
		const signature = { Sr25519: patient.sign(wrapped(intent)) };
		const before = BigInt(await held(hospital.address));
		signedFiling = api.tx.consent.fileSigned({
			subject: patient.address, guardian: null, place: 0, nonce: 0, expiresAt, custodianRelays: false, filing,
			proof: { signature, wrapped: true },
		});
		const sent = await send(signedFiling, hospital);
		const filed = event(sent, 'Consent.Filed');
		return {
			...sent,
			result: {
				call: direct.method.toHex(),
				subject: filed.subject.toString(),
				place: filed.id.place.toNumber(),
				version: filed.id.version.toNumber(),
				byGuardian: filed.byGuardian.isTrue,
				held: (BigInt(await held(hospital.address)) - before).toString(),
			},
		};
	});

	const evaluate = async (purposes: string): Promise<string> => {
		const request = {
			custodian: hex(hospital.publicKey), parties: [hex(payer.publicKey)], roles: 0, purposes, actions: action.access,
			categories: 0, at: await now(), item: {}, emergency: false, duo: null,
		};
		const answer = (await api.call.consentApi.evaluate(patient.address, request)) as any;
		const { outcome } = answer.decision;
		return outcome.isDeny ? `Deny: ${outcome.asDeny.type}` : outcome.type;
	};

	await report.step('evaluate', async () => ({
		result: { payment: await evaluate(purpose.payment), marketing: await evaluate(purpose.marketing) },
	}));

	let evidence = 0;
	const anchor = api.tx.records.anchor(story.record, 'Raw', null, null, 'Standard');
	await report.step('anchor', async () => {
		const sent = await send(anchor, hospital);
		const anchored = event(sent, 'Records.Anchored');
		evidence = anchored.anchor.toNumber();
		return {
			...sent,
			result: { call: anchor.method.toHex(), anchor: anchored.anchor.toNumber(), leaf: anchored.leaf.toHex() },
		};
	});

	let coverage = 0;
	const { claim } = story;
	const day = async () => Number((await now()) / 86_400n);
	const every = { networks: claim.everyNetwork, categories: claim.everyCategory };
	const plan = {
		currency: claim.currency,
		rounding: 'HalfUp',
		rounded: 'Patient',
		order: ['Copay', 'Deductible', 'Coinsurance'],
		year: { month: 1, day: 1 },
		shares: [{ scope: every, covered: true, deductible: 'None', coinsurance: claim.coinsuranceBasisPoints, cap: 'None' }],
		prices: [{ scope: every, basis: { Billed: claim.allowedBasisPoints } }],
		packaged: every,
		duplicates: { exact: 'Deny', suspect: 'Pend', within: false },
	};
	const submission = async (coverage: number, record: number) => api.tx.claims.submit({
		coverage, usage: 'Claim', currency: claim.currency, total: claim.billed, package: null, prior: null,
		lines: [{
			number: 1, category: claim.category, service: claim.service, units: 1_000, billed: claim.billed, day: await day(),
			authorisation: null, record,
		}],
	});

	await report.step('plan', async () => {
		const settlement = { asset: 'Native', pageBits: 0, defaultNetwork: 0, externalLevels: 0 };
		const publish = api.tx.claims.publishPlan(null, plan, settlement);
		const { plan: id } = event(await send(publish, payer), 'Claims.PlanPublished');
		// A fee schedule without entries: the plan's own rule prices every line.
		await send(api.tx.claims.addPrices(id, []), payer);
		await send(api.tx.claims.fundPlan(id, claim.funds), payer);
		const from = (await day()) - 30;
		const terms = { from, until: null, enrolled: from, order: 1, notice: null };
		const enrolled = event(await send(api.tx.claims.enrol(id, patient.address, 'Alone', terms), payer), 'Claims.Enrolled');
		coverage = enrolled.coverage.toNumber();
		return { result: { call: publish.method.toHex(), plan: id.toNumber(), coverage } };
	});

	await report.step('claim', async () => {
		const sent = await send(await submission(coverage, evidence), hospital);
		const decided = event(sent, 'Claims.Decided');
		const explained = ((await api.call.claimsApi.explain(decided.claim)) as any).unwrap();
		return {
			...sent,
			result: {
				coverage: decided.claim.coverage.toNumber(),
				number: decided.claim.number.toNumber(),
				pays: decided.pays.toString(),
				paid: decided.paid.toString(),
				state: explained.state.type,
				recomputes: explained.same.isTrue,
			},
		};
	});

	await report.step('read', async () => {
		const standing = ((await api.query.participants.standings(hospital.address)) as any).unwrap();
		const log = (await api.call.recordsApi.log()) as any;
		const consents = (await api.call.consentApi.activeConsents(patient.address, 0, 16)) as any;
		return {
			result: {
				roles: standing.roles.toNumber(),
				status: standing.status.type,
				consents: consents.length,
				grantor: consents[0].grantor.type,
				logSize: log.get('size_').toNumber(),
			},
		};
	});

	await report.step('refuse', async () => ({
		result: {
			anchorTwice: await refusal(send(anchor, hospital)),
			replayedIntent: await refusal(send(signedFiling!, hospital)),
			withdrawByStranger: await refusal(send(api.tx.participants.withdraw(), proposer)),
			councilAlone: await refusal(send(api.tx.participants.suspend(hospital.address), stranger)),
		},
	}));

	await report.step('revoke', async () => {
		const expiresAt = (await now()) + BigInt(story.intentLastsSeconds);
		const intent = revocationIntent(api.genesisHash.toU8a(), patient.publicKey, 0, expiresAt, 0, 0);
		const proof = { signature: { Sr25519: patient.sign(intent) }, wrapped: false };
		const revocation = { subject: patient.address, guardian: null, place: 0, nonce: 0, expiresAt, reason: 'Withdrawn', proof };
		const sent = await send(api.tx.consent.revokeSigned(revocation), hospital);
		const revoked = event(sent, 'Consent.Revoked');
		return {
			...sent,
			result: {
				version: revoked.id.version.toNumber(),
				payment: await evaluate(purpose.payment),
				claim: await refusal(send(await submission(coverage, evidence), hospital)),
			},
		};
	});

	await api.disconnect();
}

if (import.meta.filename === process.argv[1]) {
	const { url, out } = options();
	const report = new Report(`@polkadot/api ${version('@polkadot/api')}`, out);
	await tell(report, url);
	report.finish();
}
