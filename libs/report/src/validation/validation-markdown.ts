import type { CitedInput } from '@darkreach/campaign';
import type { ValidationRow } from './validation-rows.js';

const TRUST_MEANING: Readonly<Record<CitedInput['trust'], string>> = {
  assumed: 'Assumed: no published value was found; ours are estimates.',
  calibrated: 'Calibrated: adjusted once to the published figure named as source.',
  published: 'Published: taken as they stand from the source.',
};

/** The comparison and the inputs it rests on, as a Markdown document. */
export function validationMarkdown(rows: readonly ValidationRow[], inputs: readonly CitedInput[]): string {
  const groups = groupBy(rows, (row) => [row.experiment, row.luminosity, row.reference, row.citation].join('|'));
  const sections = [...groups.values()].map(groupSection);
  const comparison =
    sections.length > 0 ? sections : ['No published point is of an experiment and luminosity that was computed.'];
  return `${[header(), ...comparison, inputsSection(inputs)].join('\n\n')}\n`;
}

function header(): string {
  return [
    '# Validation against published limits',
    'Ours is the median expected upper limit on the coupling, read off between computed masses by a straight line in ' +
      'ln(coupling) against ln(mass), with the 68 % band of the background-only expectation. Ratio is ours / published; ' +
      'below 1 ours is the stronger limit.',
    'An observed limit moves about the expected one with the fluctuation of its data, so for observed references a second ' +
      'ratio is given, to the smoothed published value: the geometric mean of the published value and its two listed ' +
      'neighbours of the same curve (one neighbour at the ends), whatever their distance in mass.',
  ].join('\n\n');
}

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
    number(row.ours),
    `${number(row.band[0])} to ${number(row.band[1])}`,
    number(row.published),
    ratio(row.ratio),
    ...(observed ? [number(row.smoothed ?? Number.NaN), ratio(row.smoothedRatio ?? Number.NaN)] : []),
    row.note ?? '',
  ]);
  const trusts = [...new Set(rows.map((row) => row.trust))].map((trust) => `Trust in the reference: ${trust}.`);
  return [
    `## ${experiment}, ${luminosity}: reference ${reference}, ${citation}, ${percent(cl)} CL`,
    table(head, lines),
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
    return `${name}: geometric mean ${ratio(mean)}, farthest from 1 ${ratio(of(worst))} at ${worst.mass} GeV.`;
  };
  const lines = [spread('Ratio to published', (row) => row.ratio)];
  if (observed) lines.push(spread('Ratio to smoothed', (row) => row.smoothedRatio ?? Number.NaN));
  return `${compared.length} of ${rows.length} points compared. ${lines.join(' ')}`;
}

function inputsSection(inputs: readonly CitedInput[]): string {
  const groups = (['calibrated', 'assumed', 'published'] as const).map((trust) => {
    const known = new Map(
      inputs.filter((input) => input.trust === trust).map((input) => [JSON.stringify(input), input]),
    );
    const lines = [...known.values()].map(({ path, value, unit, source }) => [
      `\`${path}\``,
      String(value),
      unit,
      source,
    ]);
    const body = lines.length > 0 ? table(['input', 'value', 'unit', 'source'], lines) : 'None.';
    return `${TRUST_MEANING[trust]}\n\n${body}`;
  });
  return ['## Inputs that are not derived from first principles', ...groups].join('\n\n');
}

function table(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...lines.map(line)].join('\n');
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

function number(value: number): string {
  return Number.isFinite(value) ? value.toExponential(2) : 'none';
}

function ratio(value: number): string {
  return Number.isFinite(value) ? value.toFixed(2) : 'none';
}

function percent(cl: number): string {
  return `${Number((cl * 100).toPrecision(4))} %`;
}
