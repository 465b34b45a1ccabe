import type { CampaignResult, LimitCurve, PublishedLimit, SearchSummary } from '@darkreach/campaign';
import { isOfCurve, searchOf } from '../published/published-match.js';
import { publishedSeries, type PublishedSeries } from '../published/published-series.js';
import { interpolateLimit } from './interpolate-limit.js';
import { smoothPublished } from './smooth-published.js';

/** One published point against the curve of the same experiment and luminosity. */
export interface ValidationRow {
  readonly kind: 'validation-row';
  readonly channel: string;
  /** e.g. `Belle II` */
  readonly experiment: string;
  readonly luminosity: string;
  /** GeV */
  readonly mass: number;
  /** Our expected median; NaN where there is none, and `note` says why. Else `note` is what is said about the mass. */
  readonly ours: number;
  /** 68 % band of our expectation. */
  readonly band: readonly [number, number];
  readonly published: number;
  /** ours / published */
  readonly ratio: number;
  readonly reference: PublishedLimit['kind'];
  /** The published value after `smoothPublished`, for an observed limit only. */
  readonly smoothed?: number;
  /** ours / smoothed */
  readonly smoothedRatio?: number;
  readonly cl: number;
  readonly citation: string;
  readonly trust: string;
  readonly note?: string;
}

/** Every published point whose experiment and luminosity a curve has, series by series, by ascending mass. */
export function validationRows(result: Pick<CampaignResult, 'curves' | 'searches'>): readonly ValidationRow[] {
  return result.curves.flatMap((curve) => {
    const search = searchOf(curve, result.searches);
    if (search === undefined) return [];
    const sameChannel = result.searches.filter(({ channel }) => channel === curve.channel);
    return publishedSeries(sameChannel)
      .filter((series) => isOfCurve(series.points[0]!, curve, search))
      .flatMap((series) => seriesRows(series, curve, search));
  });
}

function seriesRows(series: PublishedSeries, curve: LimitCurve, search: SearchSummary): readonly ValidationRow[] {
  const smooth = smoothPublished(series.points.map((point) => point.coupling));
  return series.points.map((point, i) => {
    const limit = interpolateLimit(curve, point.mass);
    const found = limit.kind === 'interpolated-limit';
    const ours = found ? limit.median : Number.NaN;
    const note = found ? limit.note : limit.reason;
    return {
      kind: 'validation-row',
      channel: curve.channel,
      experiment: search.experimentTitle,
      luminosity: curve.luminosity.label,
      mass: point.mass,
      ours,
      band: found ? limit.band : [Number.NaN, Number.NaN],
      published: point.coupling,
      ratio: ours / point.coupling,
      reference: point.kind,
      ...(point.kind === 'observed' ? { smoothed: smooth[i]!, smoothedRatio: ours / smooth[i]! } : {}),
      cl: point.cl,
      citation: series.citation,
      trust: point.trust,
      ...(note === undefined ? {} : { note }),
    };
  });
}
