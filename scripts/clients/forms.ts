// Checks, without a browser, what Polkadot.js Apps does with the chain: it lays out a form for every call from the types of
// its arguments, fills it with default values, encodes it, and shows a call that is pasted as bytes. And that what a page
// tells people to click is there: pallets, calls, storage, runtime calls, events and errors by their names.
//
// usage: forms.ts --port PORT PAGE…

import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ApiPromise, WsProvider } from '@polkadot/api';
import { TypeDefInfo, type TypeDef } from '@polkadot/types/types';

const { values, positionals: pages } = parseArgs({ options: { port: { type: 'string' } }, allowPositionals: true });
const api = await ApiPromise.create({ provider: new WsProvider(`ws://127.0.0.1:${values.port}`, 500), noInitWarn: true });
const problems: string[] = [];
/** Some calls of the SDK have no text. */
const ours = ['participants', 'records', 'consent', 'claims'];

/** What Apps has a component for; it shows everything else as raw bytes to type in. */
const laidOut = new Set([
	TypeDefInfo.BTreeMap, TypeDefInfo.BTreeSet, TypeDefInfo.Compact, TypeDefInfo.Enum, TypeDefInfo.Null, TypeDefInfo.Option,
	TypeDefInfo.Plain, TypeDefInfo.Struct, TypeDefInfo.Tuple, TypeDefInfo.Vec, TypeDefInfo.VecFixed, TypeDefInfo.WrapperKeepOpaque,
	TypeDefInfo.WrapperOpaque,
]);

/** The parts of a type that a form cannot be made of. A call inside a call is a form of its own. */
function unfit(def: TypeDef, path: string, seen: Set<string>): string[] {
	if (def.info === TypeDefInfo.Si) return unfit(api.registry.lookup.getTypeDef(def.type as any), path, seen);
	const key = def.lookupName ?? '';
	if (key === 'Call' || key.endsWith('RuntimeCall') || (key && seen.has(key))) return [];
	seen.add(key);
	if (!laidOut.has(def.info)) return [`${path}: ${TypeDefInfo[def.info]} ${def.type}`];
	const parts = def.sub === undefined ? [] : Array.isArray(def.sub) ? def.sub : [def.sub];
	const named = def.info === TypeDefInfo.Struct || def.info === TypeDefInfo.Enum;
	const nameless = named ? parts.filter((part) => !part.name).map(() => `${path}: a part of ${def.type} has no name`) : [];
	return [...nameless, ...parts.flatMap((part) => unfit(part, `${path}.${part.name ?? ''}`, seen))];
}

let calls = 0;
for (const [section, methods] of Object.entries(api.tx)) {
	for (const [method, make] of Object.entries(methods)) {
		// The names of the pallets are all there is besides calls with metadata.
		if (!(make as any).meta) continue;
		const name = `${section}.${method}`;
		const { args, docs, fields: types } = make.meta;
		calls += 1;
		if (docs.length === 0 && ours.includes(section)) problems.push(`${name}: no text is shown beside it`);
		const defs = types.map(({ type }) => api.registry.lookup.getTypeDef(type));
		args.forEach((arg, at) => problems.push(...unfit(defs[at], `${name}(${arg.name})`, new Set())));
		try {
			const fields = types.map(({ type }) => api.registry.createType(api.registry.createLookupType(type)));
			const call = make(...fields).method;
			const pasted = api.registry.createType('Call', call.toHex());
			if (!pasted.eq(call)) problems.push(`${name}: pasted as bytes it is another call`);
			pasted.toHuman();
		} catch (error) {
			problems.push(`${name}: no form with default values: ${error instanceof Error ? error.message : error}`);
		}
	}
}
if (Object.keys(api.call).length === 0) problems.push('the chain lists no runtime calls');
for (const own of ['consentApi', 'recordsApi', 'claimsApi']) {
	if (!api.call[own]) problems.push(`Developer ▸ Runtime calls has no ${own}`);
}

/** Everything that can be named in a page, by pallet or runtime API. */
const there = new Map<string, Set<string>>();
for (const kind of [api.tx, api.query, api.consts, api.call, api.errors, api.events] as Record<string, object>[]) {
	for (const [section, names] of Object.entries(kind)) {
		const known = there.get(section) ?? new Set();
		Object.keys(names).forEach((name) => known.add(name));
		there.set(section, known);
	}
}

let clicks = 0;
for (const page of pages) {
	const text = readFileSync(page, 'utf8');
	const lineOf = (at: number) => text.slice(0, at).split('\n').length;
	// `council`, `propose` and `participants` and `standings(AccountId32)`, also over the end of a line; `consent.publishPolicy`.
	const pairs = /`([a-z][A-Za-z]*)`(?:,| and)\s+`([A-Za-z]+)[`(]|`([a-z][A-Za-z]*)\.([A-Za-z]+)`/g;
	for (const found of text.matchAll(pairs)) {
		const section = found[1] ?? found[3];
		const name = found[2] ?? found[4];
		const names = there.get(section);
		if (!names) continue;
		clicks += 1;
		if (!names.has(name)) problems.push(`${page}:${lineOf(found.index)}: the chain has no ${section} ▸ ${name}`);
	}
	// Each call that can be pasted is one that the page has words for.
	for (const found of text.matchAll(/```hex run[^\n]*\n\s*(0x[0-9a-f]+)/g)) {
		const call = api.registry.createType('Call', found[1]) as any;
		clicks += 1;
		const inner = call.args.find((arg: any) => arg?.section && arg?.method);
		for (const { section, method } of inner ? [call, inner] : [call]) {
			const told = [`\`${method}\``, `\`${section}.${method}\``].some((words) => text.includes(words));
			if (!told) problems.push(`${page}:${lineOf(found.index)}: pastes ${section}.${method}, which the page does not name`);
		}
	}
}
for (const problem of problems) console.error(`  FAILED  ${problem}`);
console.log(`forms: ${calls} calls laid out, ${clicks} things to click found, ${problems.length} problems`);
await api.disconnect();
process.exit(problems.length > 0 || calls === 0 ? 1 : 0);
