import type { LimitCurve, LimitPoint } from '@darkreach/campaign';
import { regionAt } from '../regions/regions.js';
import type { ReportFormat } from '../report-format.js';
import type { PlotInput } from '../report-input.js';
import { csvText, type CsvColumn } from './csv-text.js';

interface Row {
  readonly point: LimitPoint;
  readonly curve: LimitCurve;
  /** Selection in which the mass is searched; empty where its template was not kept. */
  readonly region: string;
}

const columns: readonly CsvColumn<Row>[] = [
  { name: 'channel', value: ({ curve }) => curve.channel },
  { name: 'experiment', value: ({ curve }) => curve.experiment },
  { name: 'luminosity', value: ({ curve }) => curve.luminosity.label },
  { name: 'luminosity [fb^-1]', value: ({ curve }) => curve.luminosity.inverseFemtobarn },
  { name: 'mass [GeV]', value: ({ point }) => point.mass },
  { name: 'region', value: ({ region }) => region },
  { name: 'coupling -2 sigma [1]', value: ({ point }) => point.coupling[0] },
  { name: 'coupling -1 sigma [1]', value: ({ point }) => point.coupling[1] },
  { name: 'coupling median [1]', value: ({ point }) => point.coupling[2] },
  { name: 'coupling +1 sigma [1]', value: ({ point }) => point.coupling[3] },
  { name: 'coupling +2 sigma [1]', value: ({ point }) => point.coupling[4] },
  { name: 'coupling median error [1]', value: ({ point }) => point.couplingError },
  { name: 'cl [1]', value: ({ point }) => point.band.cl },
  { name: 'status', value: ({ point }) => point.band.status },
  { name: 'method', value: ({ point }) => point.band.method },
  { name: 'toys [1]', value: ({ point }) => point.band.toys },
  { name: 'failed fits [1]', value: ({ point }) => point.band.failedFits },
  { name: 'background under signal [events]', value: ({ point }) => point.band.backgroundInWindow },
  { name: 'signal at coupling 1e-3 [events]', value: ({ point }) => point.signalEvents },
  { name: 'efficiency [1]', value: ({ point }) => point.efficiency },
  { name: 'efficiency error [1]', value: ({ point }) => point.efficiencyError },
  { name: 'note', value: ({ point }) => point.note ?? '' },
];

/**
 * One line for each curve and mass, in the order of the results. Numbers are the shortest decimals that read back as
 * the same double, `nan` where there is no number: equal results give equal bytes.
 */
export function limitsCsv({ curves, histograms }: Pick<PlotInput, 'curves' | 'histograms'>): string {
  const rows = curves.flatMap((curve) =>
    curve.points.map((point): Row => ({ point, curve, region: regionAt(curve, histograms, point.mass) ?? '' })),
  );
  return csvText(columns, rows);
}

/** limits.csv. */
export const csvFormat: ReportFormat = {
  id: 'csv',
  files: ({ result }) => [{ path: 'limits.csv', content: limitsCsv(result) }],
};
