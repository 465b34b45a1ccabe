import type { BackgroundSummary, LimitCurve } from '@darkreach/campaign';
import type { ReportFormat } from '../report-format.js';
import type { LimitsDocument } from '../report-input.js';
import { csvText, type CsvColumn } from './csv-text.js';

interface Row {
  readonly background: BackgroundSummary;
  readonly curve: LimitCurve;
}

const columns: readonly CsvColumn<Row>[] = [
  { name: 'channel', value: ({ curve }) => curve.channel },
  { name: 'experiment', value: ({ curve }) => curve.experiment },
  { name: 'luminosity', value: ({ curve }) => curve.luminosity.label },
  { name: 'luminosity [fb^-1]', value: ({ curve }) => curve.luminosity.inverseFemtobarn },
  { name: 'region', value: ({ background }) => background.region },
  { name: 'process', value: ({ background }) => background.process },
  { name: 'title', value: ({ background }) => background.title },
  { name: 'expected [events]', value: ({ background }) => background.events },
  { name: 'relative statistical error [1]', value: ({ background }) => background.relativeStatError },
  { name: 'generated [events]', value: ({ background }) => background.generatedEvents },
  { name: 'effective [events]', value: ({ background }) => background.effectiveEvents },
  { name: 'equivalent luminosity [fb^-1]', value: ({ background }) => background.equivalentLuminosity },
];

/**
 * One line for each curve, selection and background: expected events over the whole observable range at the luminosity of
 * the curve, and how large a data set the simulated sample is worth. `generated` is 0 for a density taken from data.
 */
export function backgroundsCsv({ curves }: Pick<LimitsDocument, 'curves'>): string {
  return csvText(
    columns,
    curves.flatMap((curve) => curve.backgrounds.map((background): Row => ({ background, curve }))),
  );
}

/** backgrounds.csv. */
export const backgroundsFormat: ReportFormat = {
  id: 'backgrounds',
  files: ({ result }) => [{ path: 'backgrounds.csv', content: backgroundsCsv(result) }],
};
