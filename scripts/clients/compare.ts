// Compares the reports of the clients: every step that several of them made must have the same result.
//
// usage: compare.ts REPORT.json…

import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';

type Report = { client: string; steps: Record<string, { result: Record<string, unknown> }>; failed?: { step: string } };

const reports: Report[] = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')));
const steps = [...new Set(reports.flatMap((report) => [...Object.keys(report.steps), ...(report.failed ? [report.failed.step] : [])]))];
const differences: string[] = [];

const rows = steps.map((step) => {
	const [first] = reports.filter((report) => report.steps[step]);
	return [step, ...reports.map((report) => {
		const own = report.steps[step]?.result;
		if (!own) return report.failed?.step === step ? 'FAILED' : '–';
		const expected = first.steps[step].result;
		if (isDeepStrictEqual(own, expected)) return 'ok';
		for (const field of new Set([...Object.keys(own), ...Object.keys(expected)])) {
			if (isDeepStrictEqual(own[field], expected[field])) continue;
			differences.push(
				`${step}.${field}: ${report.client} says ${JSON.stringify(own[field])}, ${first.client} ${JSON.stringify(expected[field])}`,
			);
		}
		return 'DIFFERS';
	})];
});

const table = [['step', ...reports.map((report) => report.client)], ...rows];
const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
for (const row of table) console.log(row.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd());
for (const difference of differences) console.log(difference);
process.exit(differences.length > 0 || reports.some((report) => report.failed) ? 1 : 0);
