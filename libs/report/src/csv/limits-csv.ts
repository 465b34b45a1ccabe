import type { LimitCurve, LimitPoint } from '@darkreach/campaign';
import type { ReportFormat } from '../report-format.js';
import type { LimitsDocument } from '../report-input.js';

interface Column {
  /** Name and, in brackets, unit. */
  readonly name: string;
  readonly value: (point: LimitPoint, curve: LimitCurve) => string | number;
}

const columns: readonly Column[] = [
  { name: 'channel', value: (_, curve) => curve.channel },
  { name: 'experiment', value: (_, curve) => curve.experiment },
  { name: 'luminosity', value: (_, curve) => curve.luminosity.label },
  { name: 'luminosity [fb^-1]', value: (_, curve) => curve.luminosity.inverseFemtobarn },
  { name: 'mass [GeV]', value: (point) => point.mass },
  { name: 'coupling -2 sigma [1]', value: (point) => point.coupling[0] },
  { name: 'coupling -1 sigma [1]', value: (point) => point.coupling[1] },
  { name: 'coupling median [1]', value: (point) => point.coupling[2] },
  { name: 'coupling +1 sigma [1]', value: (point) => point.coupling[3] },
  { name: 'coupling +2 sigma [1]', value: (point) => point.coupling[4] },
  { name: 'coupling median error [1]', value: (point) => point.couplingError },
  { name: 'cl [1]', value: (point) => point.band.cl },
  { name: 'status', value: (point) => point.band.status },
  { name: 'method', value: (point) => point.band.method },
  { name: 'toys [1]', value: (point) => point.band.toys },
  { name: 'failed fits [1]', value: (point) => point.band.failedFits },
  { name: 'background under signal [events]', value: (point) => point.band.backgroundInWindow },
  { name: 'signal at coupling 1e-3 [events]', value: (point) => point.signalEvents },
  { name: 'efficiency [1]', value: (point) => point.efficiency },
  { name: 'efficiency error [1]', value: (point) => point.efficiencyError },
  { name: 'note', value: (point) => point.note ?? '' },
];

/**
 * One line for each curve and mass, in the order of the results. Numbers are the shortest decimals that read back as
 * the same double, `nan` where there is no number: equal results give equal bytes.
 */
export function limitsCsv(limits: Pick<LimitsDocument, 'curves'>): string {
  const lines = limits.curves.flatMap((curve) =>
    curve.points.map((point) => columns.map((column) => field(column.value(point, curve))).join(',')),
  );
  return [columns.map((column) => column.name).join(','), ...lines, ''].join('\n');
}

function field(value: string | number): string {
  if (typeof value === 'number') return Number.isNaN(value) ? 'nan' : String(value);
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** limits.csv. */
export const csvFormat: ReportFormat = {
  id: 'csv',
  files: ({ result }) => [{ path: 'limits.csv', content: limitsCsv(result) }],
};
