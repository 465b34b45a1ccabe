import type { LimitCurve, SearchSummary } from '@darkreach/campaign';
import { inverseFemtobarnOf } from '../../published/published-match.js';
import type { PublishedSeries } from '../../published/published-series.js';
import type { LegendEntry } from '../legend.js';
import { percent } from '../page.js';
import { element } from '../svg/element.js';
import { prettyLuminosity } from '../svg/symbols.js';
import type { CurveStyle } from './curve-marks.js';
import { publishedKind, publishedMark } from './published-marks.js';
import { curveLabel } from './reach-notes.js';
import { curveStyle } from './reach-style.js';

/** A series with the colour that its marks have. */
export interface ColouredSeries extends PublishedSeries {
  readonly colour: string;
}

/** What the curves are: one by one where there are several, its parts where there is one. */
export function curveEntries(
  curves: readonly LimitCurve[],
  searches: readonly SearchSummary[],
): readonly LegendEntry[] {
  const [only] = curves;
  if (only === undefined) return [];
  if (curves.length === 1) return singleEntries(curveLabel(only, searches), curveStyle(0, 1));
  const entries = curves.map((curve, i) => curveEntry(curveLabel(curve, searches), curveStyle(i, curves.length)));
  return [{ label: [{ text: 'Expected median, ±1σ, ±2σ', bold: true }] }, ...entries];
}

/** Published series: experiment, luminosity, observed or projection, source. */
export function publishedEntries(series: readonly ColouredSeries[], cl: number): readonly LegendEntry[] {
  if (series.length === 0) return [];
  const entries = series.map(({ experiment, luminosity, kind, citation, colour, cl: level }) => {
    const differs = level === cl ? '' : `, ${percent(level)} CL`;
    const exposure = inverseFemtobarnOf(luminosity) === undefined ? '' : `, ${prettyLuminosity(luminosity)}`;
    const text = `${experiment}${exposure}, ${publishedKind(kind)}${differs}, ${citation}`;
    return { mark: (x: number, y: number) => publishedMark(kind, x + 18, y, colour), label: [{ text }] };
  });
  return [{ label: [{ text: 'Published', bold: true }] }, ...entries];
}

function curveEntry(text: string, style: CurveStyle): LegendEntry {
  return {
    mark: (x, y) =>
      swatch(x, y, 16, style.two, style.twoOpacity) +
      swatch(x, y, 8, style.one, style.oneOpacity) +
      stroke(x, y, style),
    label: [{ text }],
  };
}

function singleEntries(label: string, style: CurveStyle): readonly LegendEntry[] {
  return [
    { label: [{ text: label, bold: true }] },
    { mark: (x, y) => stroke(x, y, style), label: [{ text: 'Expected median' }] },
    { mark: (x, y) => swatch(x, y, 14, style.one, 1), label: [{ text: 'Expected ±1σ' }] },
    { mark: (x, y) => swatch(x, y, 14, style.two, 1), label: [{ text: 'Expected ±2σ' }] },
  ];
}

function swatch(x: number, y: number, height: number, fill: string, opacity: number): string {
  return element('rect', { x, y: y - height / 2, width: 36, height, fill, 'fill-opacity': opacity });
}

function stroke(x: number, y: number, { median }: CurveStyle): string {
  return element('line', { x1: x, y1: y, x2: x + 36, y2: y, stroke: median, 'stroke-width': 2.5 });
}
