// Runs the code of the documentation, block after block, against a development chain, and compares what it prints.
//
// A fenced block runs if its first line says so:
//   ts run | python run | sh run        the block is the program
//   rust run file=PATH                  the block is that file of the repository, whose program is an example of the client
//   hex run signer=URI event=NAME       an encoded call, submitted by that key; it must emit the event …
//   hex run signer=URI error=NAME       … or be refused with that error
// A block `text prints` behind it is what it prints; `…` stands for anything within a line.
//
// usage: snippets.ts --port PORT --root REPOSITORY --examples FOLDER PAGE…

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { connect } from './polkadot-js.ts';
import { refusal } from './report.ts';

type Block = { line: number; language: string; settings: Record<string, string>; text: string };

const { values, positionals: pages } = parseArgs({
	options: { port: { type: 'string' }, root: { type: 'string' }, examples: { type: 'string' } },
	allowPositionals: true,
});
const { port, root, examples } = values as { port: string; root: string; examples: string };

/** The fenced blocks of a page whose first line has more than a language. */
function blocks(page: string): Block[] {
	const found: Block[] = [];
	let open: Block | undefined;
	readFileSync(page, 'utf8').split('\n').forEach((line, index) => {
		const fence = line.match(/^\s*```(\S*) ?(.*)$/);
		if (!fence) {
			if (open) open.text += `${line}\n`;
		} else if (open) {
			found.push(open);
			open = undefined;
		} else {
			const words = fence[2].split(' ').filter(Boolean).map((word) => word.split('='));
			const settings = Object.fromEntries(words.map(([name, ...value]) => [name, value.join('=')]));
			open = { line: index + 1, language: fence[1], settings, text: '' };
		}
	});
	return found.filter((block) => 'run' in block.settings || 'prints' in block.settings);
}

/** Whether the output is as told, line by line. */
function matches(output: string, told: string): boolean {
	const pattern = told.trimEnd().split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[^\\n]*');
	return new RegExp(`^${pattern}$`).test(output.trimEnd());
}

function run(program: string, args: string[]): string {
	const env = { ...process.env, SALUS_URL: `ws://127.0.0.1:${port}` };
	const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', timeout: 180_000, env });
	if (error) throw error;
	if (status !== 0) throw new Error(`exit code ${status}\n${stdout}${stderr}`);
	return stdout;
}

async function execute({ language, settings, text }: Block): Promise<string> {
	const here = text.replaceAll('9944', port);
	switch (language) {
		case 'ts': return runFile('snippet.ts', here, process.execPath);
		case 'python': return runFile('snippet.py', here, 'venv/bin/python');
		case 'sh': return run('bash', ['-euo', 'pipefail', '-c', here]);
		case 'rust': {
			const file = readFileSync(join(root, settings.file), 'utf8');
			if (file.trimEnd() !== text.trimEnd()) throw new Error(`the block differs from ${settings.file}: copy one to the other`);
			const program = join(examples, settings.file.replace(/^.*\/|\.rs$/g, ''));
			if (!existsSync(program)) throw new Error(`${program} is not built: cargo build --locked --workspace --examples`);
			return run(program, []);
		}
		case 'hex': {
			const { api, key, send } = await connect(`ws://127.0.0.1:${port}`);
			try {
				const call = api.tx(api.createType('Call', text.trim()) as any);
				if (settings.error) {
					const error = await refusal(send(call, key(settings.signer)));
					if (error !== settings.error) throw new Error(`refused with ${error}, not with ${settings.error}`);
					return error;
				}
				const { events } = await send(call, key(settings.signer));
				const names = events.map(({ event: { section, method } }) => `${section[0].toUpperCase()}${section.slice(1)}.${method}`);
				if (!names.includes(settings.event)) throw new Error(`no event ${settings.event}, but ${names.join(', ')}`);
				return `${call.method.section}.${call.method.method}`;
			} finally {
				await api.disconnect();
			}
		}
		default: throw new Error(`no way to run ${language}`);
	}
}

function runFile(name: string, text: string, program: string): string {
	writeFileSync(name, text);
	try {
		return run(program, [name]);
	} finally {
		rmSync(name);
	}
}

let failed = 0;
let ran = 0;
for (const page of pages) {
	const found = blocks(page);
	for (const [index, block] of found.entries()) {
		if ('prints' in block.settings) continue;
		const name = `${relative(root, page)}:${block.line} ${block.language}`;
		const told = found[index + 1]?.settings.prints === undefined ? undefined : found[index + 1].text;
		try {
			const output = await execute(block);
			if (told !== undefined && !matches(output, told)) throw new Error(`it printed\n${output}\nand the page says\n${told}`);
			console.error(`  ok      ${name}`);
			ran += 1;
		} catch (error) {
			failed += 1;
			console.error(`  FAILED  ${name}: ${error instanceof Error ? error.message : error}`);
		}
	}
}
console.log(`snippets: ${ran} passed, ${failed} failed`);
process.exit(failed > 0 || ran === 0 ? 1 : 0);
