// What every client of the story shares: its constants, and how it says what it did.

import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import constants from './story.json' with { type: 'json' };

export const story = constants;

/** What all clients must agree on: strings, numbers, booleans, and lists and records of them. */
export type Result = { [key: string]: string | number | boolean | null | Result | string[] };

/** A step of the story: `result` is compared between clients, `block` and `fee` are for the reader. */
export type Done = { result: Result; block?: number; fee?: bigint };

/** A call that the chain refused, by the name of the error: `Records.AlreadyExists`. */
export class Refused extends Error {}

/** `--url`, `--out` and, for a rehearsed upgrade, `--wasm` of the command line. */
export function options(): { url: string; out?: string; wasm?: string } {
	const { values } = parseArgs({ options: { url: { type: 'string' }, out: { type: 'string' }, wasm: { type: 'string' } } });
	return { url: values.url ?? 'ws://127.0.0.1:9944', out: values.out, wasm: values.wasm };
}

/** The version of an installed package. */
export function version(name: string): string {
	const file = new URL(`./node_modules/${name}/package.json`, import.meta.url);
	return JSON.parse(readFileSync(file, 'utf8')).version;
}

/** What an awaited call was refused with; fails if it went through. */
export async function refusal(call: Promise<unknown>): Promise<string> {
	try {
		await call;
	} catch (error) {
		if (error instanceof Refused) return error.message;
		throw error;
	}
	throw new Error('the chain accepted what it must refuse');
}

export function bytes(hex: string): Uint8Array {
	return Uint8Array.from(Buffer.from(hex.replace(/^0x/, ''), 'hex'));
}

export function hex(bytes: Uint8Array): string {
	return `0x${Buffer.from(bytes).toString('hex')}`;
}

export function concat(...parts: Uint8Array[]): Uint8Array {
	return Uint8Array.from(Buffer.concat(parts));
}

/**
 * The bytes that a subject signs to file a consent.
 *
 * `call` is the encoding of the same filing as a direct `consent.file`: behind its two index bytes are
 * (subject, place, filing), which is the body of the intent.
 */
export function filingIntent(genesis: Uint8Array, signer: Uint8Array, nonce: number, expiresAt: bigint, call: Uint8Array): Uint8Array {
	return intent('salus/file-consent/v1', genesis, signer, nonce, expiresAt, call.subarray(2));
}

/** The bytes that a subject signs to revoke a consent; `reason` 0 gives none. */
export function revocationIntent(
	genesis: Uint8Array, signer: Uint8Array, nonce: number, expiresAt: bigint, place: number, reason: number,
): Uint8Array {
	return intent('salus/revoke-consent/v1', genesis, signer, nonce, expiresAt, concat(signer, Uint8Array.of(place, reason)));
}

function intent(
	tag: string, genesis: Uint8Array, signer: Uint8Array, nonce: number, expiresAt: bigint, body: Uint8Array,
): Uint8Array {
	const numbers = Buffer.alloc(12);
	numbers.writeUInt32LE(nonce, 0);
	numbers.writeBigUInt64LE(expiresAt, 4);
	const text = Buffer.from(tag);
	// SCALE: the length of a text below 64 bytes is one byte, shifted by two bits.
	return concat(Uint8Array.of(text.length << 2), text, genesis, signer, numbers, body);
}

/** What browser wallets put around bytes before they sign them. */
export function wrapped(message: Uint8Array): Uint8Array {
	return concat(Buffer.from('<Bytes>'), message, Buffer.from('</Bytes>'));
}

/** Runs the steps in order, shows each, and stops at the first that fails. */
export class Report {
	readonly #client: string;
	readonly #out: string | undefined;
	readonly #steps: Record<string, { result: Result; block?: number; fee?: string }> = {};
	#failed: { step: string; error: string } | undefined;

	constructor(client: string, out: string | undefined) {
		this.#client = client;
		this.#out = out;
		console.error(client);
	}

	async step(name: string, run: () => Promise<Done>): Promise<void> {
		if (this.#failed) return;
		try {
			const { result, block, fee } = await run();
			this.#steps[name] = { result, block, fee: fee?.toString() };
			const at = block === undefined ? '' : `block ${block}`;
			const paid = fee === undefined ? '' : `${(Number(fee) / 1e12).toFixed(6)} SALUS`;
			console.error(`  ${name.padEnd(10)} ${at.padEnd(10)} ${paid.padStart(16)}  ${summary(result)}`);
		} catch (error) {
			const text = error instanceof Error ? (error.stack ?? error.message) : JSON.stringify(error);
			this.#failed = { step: name, error: text };
			console.error(`  ${name.padEnd(10)} FAILED: ${text}`);
		}
	}

	/** Writes the report and ends the process: 0 if every step went well. */
	finish(): never {
		const report = { client: this.#client, steps: this.#steps, failed: this.#failed };
		const text = JSON.stringify(report, null, 2);
		if (this.#out) writeFileSync(this.#out, `${text}\n`);
		else console.log(text);
		process.exit(this.#failed ? 1 : 0);
	}
}

function summary(result: Result): string {
	const text = Object.entries(result)
		.map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
		.join(' ');
	return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}
