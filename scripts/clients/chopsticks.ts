// Rehearsals on a fork: chopsticks continues the running chain in memory, so that nothing happens to the chain itself.
//
// The story of the other clients is told on the fork; then a call is tried out, and a runtime upgrade is rehearsed as the
// council would do it.
//
// usage: chopsticks.ts --url URL [--wasm FILE] [--out FILE]; without --wasm, the runtime that the chain has now

import { readFileSync } from 'node:fs';
import { BuildBlockMode, setupWithServer } from '@acala-network/chopsticks';
import { connect, tell } from './polkadot-js.ts';
import { hex, options, Report, story, version } from './report.ts';

const { url, out, wasm } = options();
const report = new Report(`chopsticks ${version('@acala-network/chopsticks')}`, out);

const fork = await setupWithServer({
	endpoint: url,
	port: 0,
	host: 'localhost',
	'build-block-mode': BuildBlockMode.Instant,
	// So that a call can be tried out without a signature. Those that are real are checked as ever.
	'mock-signature-host': true,
	'runtime-log-level': 0,
} as any);
const port = new URL(`ws://${fork.addr}`).port;
const forkUrl = `ws://127.0.0.1:${port}`;
const { api, key, send, decide, event } = await connect(forkUrl);

await tell(report, forkUrl);

const hospital = key(story.hospital);

/** What a call would do now, without a signature and without a block. */
async function tryOut(call: { method: { toHex(): string } }, address: string) {
	const { outcome, storageDiff } = await fork.chain.dryRunExtrinsic({ call: call.method.toHex() as `0x${string}`, address });
	if (outcome.isErr) throw new Error(`not valid: ${outcome.asErr.type}`);
	const result = outcome.asOk;
	if (result.isOk) return { outcome: 'ok', writes: storageDiff.length > 0 };
	const { asErr: error } = result;
	const { section, name } = error.isModule ? api.registry.findMetaError(error.asModule) : { section: 'dispatch', name: error.type };
	return { outcome: `${section[0].toUpperCase()}${section.slice(1)}.${name}`, writes: storageDiff.length > 0 };
}

const fresh = `0x${'55'.repeat(32)}`;
await report.step('dry run', async () => ({
	result: {
		anchorOnce: (await tryOut(api.tx.records.anchor(fresh, 'Raw', null, null, 'Standard'), hospital.address)).outcome,
		anchorTwice: (await tryOut(api.tx.records.anchor(story.record, 'Raw', null, null, 'Standard'), hospital.address)).outcome,
	},
}));

await report.step('upgrade', async () => {
	const before = (await api.rpc.state.getStorage(':code')) as any;
	const code = wasm ? hex(readFileSync(wasm)) : before.toHex();
	const codeHash = api.registry.hash(Buffer.from(code.slice(2), 'hex')).toHex();
	// Only root may authorise an upgrade; two thirds of the council whitelist the call, and dispatch it as root.
	const authorise = api.tx.system.authorizeUpgradeWithoutChecks(codeHash);
	await decide(api.tx.whitelist.whitelistCall(authorise.method.hash));
	const dispatched = await decide(api.tx.whitelist.dispatchWhitelistedCallWithPreimage(authorise));
	event(dispatched, 'System.UpgradeAuthorized');
	// Anybody may bring the code that was authorised.
	await send(api.tx.system.applyAuthorizedUpgrade(code), hospital);
	// The relay chain lets it pass, and the block after that is made by the new code.
	let enacted = false;
	for (let blocks = 0; blocks < 4 && !enacted; blocks++) {
		await api.rpc('dev_newBlock' as never).catch(() => fork.chain.newBlock());
		const events = (await api.query.system.events()) as any;
		enacted = events.some(({ event }: any) => event.section === 'parachainSystem' && event.method === 'ValidationFunctionApplied');
	}
	if (!enacted) throw new Error('the new runtime was not enacted within four blocks');
	const sent = await send(api.tx.records.anchor(fresh, 'Raw', null, null, 'Standard'), hospital);
	const version = (await api.rpc.state.getRuntimeVersion()) as any;
	return {
		...sent,
		result: { spec: `${version.specName} ${version.specVersion}`, bytes: (code.length - 2) / 2, anchorAfterwards: 'ok' },
	};
});

await api.disconnect();
await fork.close();
report.finish();
