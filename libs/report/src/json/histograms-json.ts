import type { NamedHistogram } from '@darkreach/campaign';
import type { RegularAxis } from '@darkreach/histogram';
import { ReportReadError } from '../errors.js';
import type { ReportFormat } from '../report-format.js';
import { readJson, writeJson } from './number-json.js';

const FORMAT = 'darkreach-histograms/v1';

interface HistogramRecord extends Omit<NamedHistogram, 'histogram'> {
  readonly axis: RegularAxis;
  readonly entries: number;
  readonly sumw: readonly number[];
  readonly sumw2: readonly number[];
}

/** Every template: axis, weights and squared weights (bins + 2 entries, flow bins first and last), accepted events. */
export function histogramsJson(histograms: readonly NamedHistogram[]): string {
  const records = histograms.map(({ histogram, ...name }): HistogramRecord => {
    const { axis, entries, sumw, sumw2 } = histogram;
    return { ...name, axis, entries, sumw: [...sumw], sumw2: [...sumw2] };
  });
  const weights = 'events per fb^-1; signal at coupling 1e-3';
  return writeJson({ format: FORMAT, weights, histograms: records });
}

/**
 * The templates back from histograms.json.
 * @throws ReportReadError when the text is not such a document
 */
export function readHistograms(text: string, path: string): readonly NamedHistogram[] {
  const document = readJson(text, FORMAT, path);
  if (!Array.isArray(document['histograms'])) throw new ReportReadError(path, 'it lacks histograms');
  return (document['histograms'] as readonly HistogramRecord[]).map(({ axis, entries, sumw, sumw2, ...name }) => ({
    ...name,
    histogram: { kind: 'histogram', axis, entries, sumw: Float64Array.from(sumw), sumw2: Float64Array.from(sumw2) },
  }));
}

/** histograms.json. */
export const histogramsFormat: ReportFormat = {
  id: 'histograms',
  files: ({ result }) => [{ path: 'histograms.json', content: histogramsJson(result.histograms) }],
};
