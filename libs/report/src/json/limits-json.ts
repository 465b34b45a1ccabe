import { ReportReadError } from '../errors.js';
import type { ReportFormat } from '../report-format.js';
import type { LimitsDocument } from '../report-input.js';
import { readJson, writeJson } from './number-json.js';

const FORMAT = 'darkreach-limits/v1';

/** Everything that was computed about the limits (scans, toys, errors, status per point) and what they mean. */
export function limitsJson(limits: LimitsDocument): string {
  const { digest, status, campaign, searches, curves } = limits;
  return writeJson({
    format: FORMAT,
    digest,
    status,
    campaign: sorted(campaign),
    searches,
    curves: curves.map(({ luminosity, points, ...curve }) => ({
      ...curve,
      luminosity: sorted(luminosity),
      points: points.map(({ band, ...point }) => ({ ...point, band: sorted(band) })),
    })),
  });
}

/** The same with the keys in order: what has come over a wire has the same bytes as what was put together here. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([key, member]) => [key, sorted(member)]));
}

/**
 * The limits back from limits.json.
 * @throws ReportReadError when the text is not such a document
 */
export function readLimits(text: string, path: string): LimitsDocument {
  const { format: _, ...document } = readJson(text, FORMAT, path);
  if (!Array.isArray(document['curves']) || !Array.isArray(document['searches']) || !document['campaign']) {
    throw new ReportReadError(path, 'it lacks curves, searches or the campaign');
  }
  return document as unknown as LimitsDocument;
}

/** limits.json. */
export const limitsFormat: ReportFormat = {
  id: 'limits',
  files: ({ result }) => [{ path: 'limits.json', content: limitsJson(result) }],
};
