import type { LimitCurve, LimitPoint, SearchSummary } from '@darkreach/campaign';
import { searchOf } from '../../published/published-match.js';
import { prettyUnits } from '../svg/symbols.js';
import { isDrawable } from './curve-marks.js';

/** What a reader of the drawing would otherwise take for something else: gaps, lone points, dashes, points off the page. */
export function reachNotes(
  curves: readonly LimitCurve[],
  searches: readonly SearchSummary[],
  hidden: number,
  status: 'complete' | 'incomplete',
): readonly string[] {
  const isOutside = curves.some((curve) => curve.points.some((point) => isDrawable(point) && point.note !== undefined));
  return [
    ...(status === 'incomplete' ? ['The campaign is incomplete: masses are missing.'] : []),
    ...(curves.length === 0 ? ['There is no curve to draw.'] : []),
    ...groupedNotes(curves, searches),
    ...(isOutside ? ['Dashed: outside the range in which the model of the search is stated to be valid.'] : []),
    ...(hidden > 0
      ? [`${hidden} published point${hidden === 1 ? '' : 's'} outside the computed masses not drawn.`]
      : []),
  ];
}

/** `Belle II, 50 ab⁻¹`. */
export function curveLabel(curve: LimitCurve, searches: readonly SearchSummary[]): string {
  return `${searchOf(curve, searches)?.experimentTitle ?? curve.experiment}, ${prettyUnits(curve.luminosity.label)}`;
}

/** Curves about which the same is to be said share a line. */
function groupedNotes(curves: readonly LimitCurve[], searches: readonly SearchSummary[]): readonly string[] {
  const labels = new Map<string, readonly string[]>();
  for (const curve of curves) {
    const note = curveNote(curve);
    if (note !== undefined) labels.set(note, [...(labels.get(note) ?? []), curveLabel(curve, searches)]);
  }
  return [...labels].map(([note, of]) => `${of.join('; ')}: ${note}.`);
}

function curveNote(curve: LimitCurve): string | undefined {
  const missing = curve.points.filter((point) => !isDrawable(point));
  const of = curve.points.length;
  if (of === 0) return 'no mass was computed';
  if (missing.length === 0) return of === 1 ? 'a single mass' : undefined;
  const reasons = [...new Set(missing.map(reasonOf))].join(', ');
  return `no limit at ${missing.length} of ${of} masses (${reasons})`;
}

function reasonOf({ band, mass }: LimitPoint): string {
  switch (band.status) {
    case 'ok':
      return mass > 0 ? 'not a number' : 'mass 0 has no place on a logarithmic axis';
    case 'outside-range':
      return 'beyond the scanned range';
    case 'fit-failed':
      return 'fit failed';
    case 'not-computed':
      return 'not computed';
  }
}
