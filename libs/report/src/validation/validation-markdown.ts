import { markdownTable } from '../markdown/markdown-table.js';
import { backgroundsSection } from './validation-backgrounds.js';
import { inputsSection } from './validation-inputs.js';
import { bandText, couplingText, ratioText } from './validation-numbers.js';
import type { ValidationReport } from './validation-report.js';
import type { ValidationRow } from './validation-rows.js';

/** The comparison, whether the checks hold, and what it rests on, as a Markdown document. */
export function validationMarkdown({ rows, result, checks, sections }: ValidationReport): string {
  const { campaign, curves, searches } = result;
  const groups = groupBy(rows, (row) => [row.experiment, row.luminosity, row.reference, row.citation].join('|'));
  const comparison = [...groups.values()].map(groupSection);
  const none = 'No published point is of an experiment and luminosity that was computed.';
  return `${[
    '# Validation against published limits',
    settings(campaign),
    ...checks.map(({ text }) => `**${text}**`),
    ...HOW,
    ...(comparison.length > 0 ? comparison : [none]),
    ...sections,
    ...(curves.length > 0 ? [backgroundsSection(curves, searches)] : []),
    inputsSection(searches),
  ].join('\n\n')}\n`;
}

function settings({ seed, events, statistics }: ValidationReport['result']['campaign']): string {
  const { method, toys } = statistics;
  return (
    `Written by \`npm run validate\`: seed ${seed}, ${events.signal.toExponential(0)} signal events for each mass, ` +
    `${events.background.toExponential(0)} background events for each experiment, method ${method}, ` +
    `${toys.minimum} to ${toys.maximum} toys.`
  );
}

const HOW: readonly string[] = [
  'Ours is the median expected upper limit on the coupling, read off between computed masses by a straight line in ' +
    'ln(coupling) against ln(mass), with the 68 % band of the background-only expectation. Ratio is ours / published; ' +
    'below 1 ours is the stronger limit.',
  'An observed limit moves about the expected one with the fluctuation of its data, so for observed references a second ' +
    'ratio is given, to the smoothed published value: the geometric mean of the published value and its two listed ' +
    'neighbours of the same curve (one neighbour at the ends), whatever their distance in mass.',
];

function groupSection(rows: readonly ValidationRow[]): string {
  const { experiment, luminosity, reference, citation, cl } = rows[0]!;
  const observed = reference === 'observed';
  const head = [
    'mass [GeV]',
    'ours',
    '68 % band',
    'published',
    'ratio',
    ...(observed ? ['smoothed', 'ratio to smoothed'] : []),
    'note',
  ];
  const lines = rows.map((row) => [
    String(row.mass),
    couplingText(row.ours),
    bandText(row.band, ' to '),
    couplingText(row.published),
    ratioText(row.ratio),
    ...(observed ? [couplingText(row.smoothed ?? Number.NaN), ratioText(row.smoothedRatio ?? Number.NaN)] : []),
    row.note ?? '',
  ]);
  const trusts = [...new Set(rows.map((row) => row.trust))].map((trust) => `Trust in the reference: ${trust}.`);
  return [
    `## ${experiment}, ${luminosity}: reference ${reference}, ${citation}, ${percent(cl)} CL`,
    markdownTable(head, lines),
    summary(rows, observed),
    ...trusts,
  ].join('\n\n');
}

function summary(rows: readonly ValidationRow[], observed: boolean): string {
  const compared = rows.filter((row) => Number.isFinite(row.ratio));
  if (compared.length === 0) return 'No point could be compared.';
  const spread = (name: string, of: (row: ValidationRow) => number): string => {
    const worst = compared.reduce((a, b) => (Math.abs(Math.log(of(b))) > Math.abs(Math.log(of(a))) ? b : a));
    const mean = Math.exp(compared.reduce((sum, row) => sum + Math.log(of(row)), 0) / compared.length);
    return `${name}: geometric mean ${ratioText(mean)}, farthest from 1 ${ratioText(of(worst))} at ${worst.mass} GeV.`;
  };
  const lines = [spread('Ratio to published', (row) => row.ratio)];
  if (observed) lines.push(spread('Ratio to smoothed', (row) => row.smoothedRatio ?? Number.NaN));
  return `${compared.length} of ${rows.length} points compared. ${lines.join(' ')}`;
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

function percent(cl: number): string {
  return `${Number((cl * 100).toPrecision(4))} %`;
}
