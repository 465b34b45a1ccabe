import type { LimitCurve, PublishedLimit, SearchSummary } from '@darkreach/campaign';
import { isOfCurve, searchOf } from '../../published/published-match.js';
import { publishedSeries, type PublishedSeries } from '../../published/published-series.js';
import type { Domain } from '../axes/log-axis.js';
import { colourOf, singleCurveMarks } from '../palette.js';
import type { ColouredSeries } from './reach-legend.js';

/** The published series on the page, and how many points are beyond its masses. */
export interface ShownSeries {
  readonly series: readonly ColouredSeries[];
  readonly hidden: number;
}

/** Published limits between the masses of the page, in the colour of the curve with their experiment and luminosity. */
export function shownSeries(
  curves: readonly LimitCurve[],
  searches: readonly SearchSummary[],
  [low, high]: Domain,
  isShown: (limit: PublishedLimit) => boolean,
): ShownSeries {
  const isOnPage = (limit: PublishedLimit): boolean => limit.mass >= low && limit.mass <= high && limit.coupling > 0;
  const all = publishedSeries(searches).filter(({ points }) => isShown(points[0]!));
  const seen = all.map((series) => ({ ...series, points: series.points.filter(isOnPage) }));
  const used = seen.filter(({ points }) => points.length > 0);
  const others = used.filter((series) => curveOf(series, curves, searches) < 0);
  const series = used.map((one) => ({ ...one, colour: colourFor(one, others.indexOf(one), curves, searches) }));
  const count = (list: readonly PublishedSeries[]): number => list.reduce((sum, { points }) => sum + points.length, 0);
  return { series, hidden: count(all) - count(used) };
}

function colourFor(
  series: PublishedSeries,
  rank: number,
  curves: readonly LimitCurve[],
  searches: readonly SearchSummary[],
): string {
  const index = curveOf(series, curves, searches);
  if (index < 0) return colourOf(Math.max(curves.length, 2) + rank);
  return curves.length === 1 ? singleCurveMarks : colourOf(index);
}

function curveOf(series: PublishedSeries, curves: readonly LimitCurve[], searches: readonly SearchSummary[]): number {
  return curves.findIndex((curve) => {
    const search = searchOf(curve, searches);
    return search !== undefined && isOfCurve(series.points[0]!, curve, search);
  });
}
