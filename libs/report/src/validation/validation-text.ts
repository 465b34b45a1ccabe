import { fittedStatement, inputsOfTrust } from './validation-inputs.js';
import { bandText, couplingText, ratioText } from './validation-numbers.js';
import type { ValidationReport } from './validation-report.js';
import type { ValidationRow } from './validation-rows.js';

const HEAD = [
  'experiment',
  'luminosity',
  'mass [GeV]',
  'ours',
  '68 % band',
  'published',
  'ratio',
  'to smoothed',
  'reference',
  'note',
] as const;

/** The comparison for a terminal: one line for each published point, then trust, inputs, samples and checks. */
export function validationText({ rows, result, checks }: ValidationReport): string {
  const { curves, searches } = result;
  const trusts = new Map(
    rows.map((row) => [`${row.experiment} ${row.luminosity}: ${row.trust} (${row.citation})`, row]),
  );
  const experiments = [...new Map(searches.map((search) => [search.experimentTitle, search])).values()];
  const assumed = experiments.map((search) => {
    const paths = inputsOfTrust([search], 'assumed').map(({ path }) => path);
    return `  ${search.experimentTitle}: ${paths.join(', ') || 'none'}`;
  });
  const samples = new Map(
    curves.flatMap(({ experiment, backgrounds }) =>
      backgrounds.map(({ region, process, equivalentLuminosity }) => [
        `  ${experiment} ${region} ${process}`,
        `${equivalentLuminosity.toPrecision(3)} fb^-1`,
      ]),
    ),
  );
  return [
    ...aligned([HEAD, ...rows.map(cells)]),
    '',
    'Trust in the references:',
    ...[...trusts.keys()].map((text) => `  ${text}`),
    fittedStatement(searches),
    'Assumed inputs:',
    ...assumed,
    'Background samples are worth:',
    ...[...samples].map((words) => words.join(': ')),
    ...checks.map(({ text }) => text),
    '',
  ].join('\n');
}

function cells(row: ValidationRow): readonly string[] {
  return [
    row.experiment,
    row.luminosity,
    String(row.mass),
    couplingText(row.ours),
    bandText(row.band, '..'),
    couplingText(row.published),
    ratioText(row.ratio),
    row.smoothedRatio === undefined ? '-' : ratioText(row.smoothedRatio),
    row.reference,
    row.note ?? '',
  ];
}

function aligned(lines: readonly (readonly string[])[]): readonly string[] {
  const widths = lines[0]!.map((_, i) => Math.max(...lines.map((line) => line[i]!.length)));
  return lines.map((line) =>
    line
      .map((cell, i) => cell.padEnd(widths[i]!))
      .join('  ')
      .trimEnd(),
  );
}
