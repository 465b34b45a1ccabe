// Compares the statistics library with the verification cases: `npm run conformance`, after a build.
//
//   node test/conformance/run.mjs [--library=dist] [--cases=../shared/statistics/cases] [--only=NAME]
//
// The published cases are read where they lie; without them the fixtures of the library are what there is, which is said.
// Prints the largest deviation of each quantity, case by case, and ends with 1 where one is larger than allowed.
import { fileURLToPath, pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findCases } from './cases.mjs';
import { CHECKS } from './checks.mjs';
import { largest, printTable, QUANTITIES } from './table.mjs';
import { fitTime } from './fit-time.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const { values } = parseArgs({
  options: {
    library: { type: 'string', default: 'dist' },
    cases: { type: 'string', default: '../shared/statistics/cases' },
    only: { type: 'string', default: '' },
  },
});
const entry = resolve(ROOT, values.library, 'libs/statistics/src/index.js');
const library = await import(pathToFileURL(entry).href);

const { cases, note } = findCases(resolve(ROOT, values.cases), resolve(ROOT, 'libs/statistics/fixtures'));
if (note !== undefined) console.log(note);

const rows = [];
for (const one of cases.filter(({ name }) => name.includes(values.only))) {
  const deviations = [];
  for (const check of CHECKS) deviations.push(...(await check({ ...one, library })));
  rows.push({
    name: one.name,
    deviations: deviations.filter(({ skipped }) => skipped === undefined),
    skipped: deviations.flatMap(({ quantity, skipped }) => (skipped === undefined ? [] : [`${quantity}: ${skipped}`])),
    milliseconds: fitTime(one, library),
  });
}

printTable(rows);
const all = rows.flatMap(({ name, deviations }) => deviations.map((deviation) => ({ ...deviation, name })));
const violations = all.filter(({ deviation, allowed }) => !(deviation <= allowed));
for (const { name, quantity, what, deviation, allowed } of violations) {
  console.log(`NOT WITHIN TOLERANCE: ${name}, ${quantity}, ${what}: ${deviation.toExponential(2)}, allowed ${allowed}`);
}
for (const { name, skipped } of rows) for (const reason of skipped) console.log(`Not compared: ${name}, ${reason}`);
const summary = QUANTITIES.filter(({ quantity }) => largest(all, quantity) !== '')
  .map(({ quantity, title }) => `${title} ${largest(all, quantity)}`)
  .join(', ');
console.log(`${rows.length} cases, ${all.length} comparisons, ${violations.length} outside. Largest: ${summary}.`);
process.exitCode = violations.length > 0 || rows.length === 0 ? 1 : 0;
