// npm run coverage: how often the statements at 90 % confidence cover the truth, in 10,000 pseudo-experiments of counting
// experiments. Ends with 1 where what `auto` takes covers less often than it says, by more than 3 standard errors (rows in
// brackets are not judged).
// --write puts the table into docs/statistics.md.
import { chooseMethod } from '../../dist/libs/statistics/src/statements/choose-method.js';
import { hostToyEngine } from '../../dist/libs/statistics/src/toys/host-engine.js';
import { lowestCovered } from './boundary.mjs';
import { CL, coverageCases } from './cases.mjs';
import { pseudoExperiments } from './experiments.mjs';
import { unifiedExcess, upperLimits } from './statements.mjs';
import { coverageTable, writeTable } from './table.mjs';

const EXPERIMENTS = 10_000;

const engine = hostToyEngine();
const rows = [];
for (const study of coverageCases()) {
  const experiments = pseudoExperiments(study, EXPERIMENTS);
  const fraction = (covered) => experiments.filter(covered).length / EXPERIMENTS;
  const expected = (a) => study.mu + study.background * (study.uncertain ? 1.15 ** a : 1);
  const highest = (a) => Math.ceil(expected(a) + 6 * Math.sqrt(expected(a)) + 6);
  const row = { ...study, auto: chooseMethod(study.model).method };
  for (const [name, excess] of Object.entries(upperLimits(study, engine))) {
    const lowest = await lowestCovered(excess, study, () => 0, highest);
    row[name] = fraction(({ n, a }) => n >= lowest(a));
  }
  const unified = unifiedExcess(study, engine);
  const centre = (a) => Math.round(expected(a));
  const from = await lowestCovered(unified, study, () => 0, centre);
  const to = await lowestCovered(async (n, a) => -(await unified(n, a)), study, centre, highest);
  row['feldman-cousins'] = fraction(({ n, a }) => n >= from(a) && n < to(a));
  rows.push(row);
}
await engine.close();

const standardError = Math.sqrt((CL * (1 - CL)) / EXPERIMENTS);
const short = rows.filter((row) => row.judged && row[row.auto] < CL - 3 * standardError);
const table = coverageTable(rows, EXPERIMENTS);
console.log(table);
if (process.argv.includes('--write')) writeTable(table);
for (const { background, uncertain, mu, auto } of short) {
  console.error(
    `CLs (${auto}) covers too little at b = ${background}, ${uncertain ? 'uncertain' : 'known'}, mu = ${mu}`,
  );
}
process.exitCode = short.length > 0 ? 1 : 0;
