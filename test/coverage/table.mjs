// The table of coverages, and its place in the documentation.
import { readFileSync, writeFileSync } from 'node:fs';

const DOCUMENT = new URL('../../docs/statistics.md', import.meta.url);
const [BEGIN, END] = ['<!-- coverage: begin -->', '<!-- coverage: end -->'];
const TITLES = ['b', 'background', 'true mu', 'CLs, asymptotic', 'CLs, toys', 'Bayesian', 'Feldman-Cousins'];
const STATEMENTS = ['asymptotic', 'toys', 'bayesian', 'feldman-cousins'];

/** Fractions in per cent with their binomial error; what `auto` takes is bold. */
export function coverageTable(rows, experiments) {
  const percent = (fraction) => {
    const error = Math.sqrt(Math.max(fraction * (1 - fraction), 1 / experiments) / experiments);
    return `${(100 * fraction).toFixed(1)} ± ${(100 * error).toFixed(1)}`;
  };
  const lines = rows.map((row) => {
    const cells = STATEMENTS.map((name) => (name === row.auto ? `**${percent(row[name])}**` : percent(row[name])));
    const mu = row.mu.toFixed(2);
    return [`${row.background}`, row.uncertain ? '15 %' : 'known', row.judged ? mu : `(${mu})`, ...cells];
  });
  const all = [TITLES, ...lines];
  const widths = TITLES.map((_, k) => Math.max(...all.map((line) => line[k].length)));
  const [titles, ...rest] = all.map((line) => `| ${line.map((cell, k) => cell.padEnd(widths[k])).join(' | ')} |`);
  return [titles, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rest].join('\n');
}

/** Replaces what stands between the marks in docs/statistics.md. */
export function writeTable(table) {
  const text = readFileSync(DOCUMENT, 'utf8');
  const [start, end] = [text.indexOf(BEGIN) + BEGIN.length, text.indexOf(END)];
  writeFileSync(DOCUMENT, `${text.slice(0, start)}\n\n${table}\n\n${text.slice(end)}`);
}
