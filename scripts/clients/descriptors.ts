// Writes what typed clients need to know of the chain: its metadata, the configuration of `papi generate`, and the types of
// our runtime APIs for substrate-interface.
//
// usage: descriptors.ts --url http://127.0.0.1:PORT | --metadata FILE

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Metadata, TypeRegistry } from '@polkadot/types';
import type { PortableType } from '@polkadot/types/interfaces';

/** The runtime APIs that a Python program needs described. */
const APIS = ['ConsentApi', 'RecordsApi', 'ClaimsApi'];

const { values } = parseArgs({ options: { url: { type: 'string' }, metadata: { type: 'string' } } });
const bytes = values.metadata ? readFileSync(values.metadata) : await fetchMetadata(values.url ?? 'http://127.0.0.1:9944');
if (bytes.subarray(0, 4).toString() !== 'meta') throw new Error(`${values.metadata ?? values.url}: this is no metadata`);

writeFileSync('metadata.scale', bytes);
mkdirSync('.papi', { recursive: true });
writeFileSync('.papi/polkadot-api.json', JSON.stringify({
	version: 0,
	descriptorPath: '.papi/descriptors',
	entries: { salus: { metadata: 'metadata.scale' } },
	// The descriptors are imported by their path, so they need not be a package.
	options: { noDescriptorsPackage: true },
}));
writeFileSync('python-types.json', JSON.stringify(pythonTypes(bytes), null, 2));

/** Metadata 16 of the runtime: with runtime APIs and view functions. */
async function fetchMetadata(url: string): Promise<Buffer> {
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'state_call', params: ['Metadata_metadata_at_version', '0x10000000'] }),
	});
	const { result, error } = (await response.json()) as { result?: string; error?: unknown };
	if (!result?.startsWith('0x01')) throw new Error(`${url} gives no metadata of version 16: ${JSON.stringify(error ?? result)}`);
	// Some(bytes): one byte, then their length as a compact number, of which the low two bits of its first byte tell the size.
	const option = Buffer.from(result.slice(2), 'hex');
	return option.subarray(1 + [1, 2, 4, 5][option[1] & 3]);
}

/** The types of our runtime APIs in the notation of scalecodec, the codec of substrate-interface. */
function pythonTypes(bytes: Buffer): object {
	const registry = new TypeRegistry();
	const metadata = new Metadata(registry, `0x${bytes.toString('hex')}`);
	const { lookup, apis } = metadata.asLatest as any;
	// Lists with a bound: the library knows them under the name of an earlier crate, and would take them for structures.
	const types: Record<string, object | string> = {
		'bounded_collections::bounded_vec::BoundedVec': 'BoundedVec',
		'bounded_collections::weak_bounded_vec::WeakBoundedVec': 'BoundedVec',
	};
	const names = new Map<number, string>();

	const name = (id: any): string => {
		const number = Number(id);
		const known = names.get(number);
		if (known) return known;
		const type: PortableType['type'] = lookup.getSiType(id);
		const path = type.path.map(String);
		const { def } = type;
		if (path.at(-1) === 'AccountId32') return remember(number, 'AccountId');
		if (path[0] === 'Option') return remember(number, `Option<${name(type.params[0].type.unwrap())}>`);
		if (def.isPrimitive) return remember(number, def.asPrimitive.type.toLowerCase());
		if (def.isCompact) return remember(number, `Compact<${name(def.asCompact.type)}>`);
		if (def.isSequence) return remember(number, `Vec<${name(def.asSequence.type)}>`);
		if (def.isArray) return remember(number, `[${name(def.asArray.type)}; ${def.asArray.len}]`);
		if (def.isTuple) return remember(number, def.asTuple.length ? `(${def.asTuple.map(name).join(', ')})` : 'Null');
		if (def.isComposite && def.asComposite.fields.length === 1 && def.asComposite.fields[0].name.isNone)
			return remember(number, name(def.asComposite.fields[0].type));

		const own = remember(number, `Salus${number}${path.at(-1)}`);
		if (def.isComposite) types[own] = struct(def.asComposite.fields);
		else if (def.isVariant) {
			const variants: [string, string][] = [];
			for (const variant of def.asVariant.variants) {
				while (variants.length < variant.index.toNumber()) variants.push([`unused${variants.length}`, 'Null']);
				variants.push([variant.name.toString(), payload(`${own}${variant.name}`, variant.fields)]);
			}
			types[own] = { type: 'enum', type_mapping: variants };
		} else throw new Error(`runtime APIs use a type that is not provided for: ${type}`);
		return own;
	};
	const remember = (number: number, text: string) => (names.set(number, text), text);
	const struct = (fields: any) => ({
		type: 'struct',
		type_mapping: fields.map((field: any, i: number) => [field.name.isSome ? field.name.unwrap().toString() : `_${i}`, name(field.type)]),
	});
	const payload = (own: string, fields: any): string => {
		if (fields.length === 0) return 'Null';
		if (fields.length === 1 && fields[0].name.isNone) return name(fields[0].type);
		types[own] = struct(fields);
		return own;
	};

	const runtime_api: Record<string, object> = {};
	for (const api of apis) {
		if (!APIS.includes(api.name.toString())) continue;
		const methods: Record<string, object> = {};
		for (const method of api.methods) {
			methods[method.name.toString()] = {
				description: method.docs.map(String).join(' ').trim(),
				params: method.inputs.map((input: any) => ({ name: input.name.toString(), type: name(input.type) })),
				type: name(method.output),
			};
		}
		runtime_api[api.name.toString()] = { methods };
	}
	return { types, runtime_api };
}
