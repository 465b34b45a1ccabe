import type { LimitCurve, PublishedLimit, SearchSummary } from '@darkreach/campaign';
import { drawFrame, frameClip } from '../axes/frame.js';
import { legendBlock } from '../legend.js';
import { drawPage, limitStatement, pageEdges, percent } from '../page.js';
import { element } from '../svg/element.js';
import { plainText, richText, type Run } from '../svg/rich-text.js';
import { capitalised, reactionRuns, symbolRuns } from '../svg/symbols.js';
import { drawBands, drawMedian } from './curve-marks.js';
import { publishedMark } from './published-marks.js';
import { curveEntries, publishedEntries } from './reach-legend.js';
import { curveLabel, reachNotes } from './reach-notes.js';
import { massDomain, reachScales, type ReachScales } from './reach-scales.js';
import { curveStyle } from './reach-style.js';
import { shownSeries, type ShownSeries } from './shown-series.js';

/** Curves of one channel, and all searches of that channel. */
export interface ReachInput {
  readonly curves: readonly LimitCurve[];
  readonly searches: readonly SearchSummary[];
  readonly cl: number;
  readonly status: 'complete' | 'incomplete';
  /** Which published limits to show. */
  readonly isShown: (limit: PublishedLimit) => boolean;
}

const INDENT = 18;
const HEADER = 40;

/**
 * Coupling against mass on log-log axes: median and bands of every curve, published limits as marks. The top of the frame
 * is kept free of data for title and legend. One curve has bands in green and yellow, several have theirs in their colour.
 */
export function reachPlot(input: ReachInput): string {
  const { curves, searches, cl } = input;
  const masses = massDomain(curves);
  const shown = shownSeries(curves, searches, masses, input.isShown);
  const columns = [curveEntries(curves, searches), publishedEntries(shown.series, cl)];
  const legend = legendBlock(columns, pageEdges.right - pageEdges.left - 2 * INDENT);
  const couplings = shown.series.flatMap(({ points }) => points.map((limit) => limit.coupling));
  const scales = reachScales(curves, couplings, masses, HEADER + legend.height + 12);
  const titleRuns = searchTitle(searches[0]);
  const title = plainText(titleRuns);
  const { frame } = scales;
  const { left, top } = pageEdges;
  return drawPage({
    frame,
    title: `Reach: ${title}`,
    description: `Projection. ${percent(cl)} CL upper limits by CLs: ${curves.map((c) => curveLabel(c, searches)).join('; ')}`,
    statement: limitStatement(cl),
    notes: reachNotes(curves, searches, shown.hidden, input.status),
    content: [
      frameClip(frame, 'frame'),
      element('g', { 'clip-path': 'url(#frame)' }, curveMarks(curves, scales)),
      richText(titleRuns, { x: left + INDENT, y: top + 30, size: 17 }),
      legend.draw(left + INDENT, top + HEADER),
      drawFrame(
        frame,
        { ticks: scales.xTicks, title: massTitle(searches[0]) },
        { ticks: scales.yTicks, title: couplingTitle(searches[0]) },
      ),
      ...publishedMarks(shown, scales),
    ],
  });
}

function curveMarks(curves: readonly LimitCurve[], scales: ReachScales): readonly string[] {
  const styles = curves.map((_, i) => curveStyle(i, curves.length));
  return [
    ...curves.map((curve, i) => drawBands(curve, scales, styles[i]!)),
    ...curves.map((curve, i) => drawMedian(curve, scales, styles[i]!)),
  ];
}

function publishedMarks({ series }: ShownSeries, { x, y }: ReachScales): readonly string[] {
  return series.flatMap(({ points, kind, colour }) =>
    points.map(({ mass, coupling }) => publishedMark(kind, x(mass), y(coupling), colour)),
  );
}

/** `Invisible dark photon: e⁺e⁻ → γA′`. */
function searchTitle(search: SearchSummary | undefined): readonly Run[] {
  return search === undefined
    ? [{ text: 'No search' }]
    : [{ text: `${search.title}: ` }, ...reactionRuns(search.reaction)];
}

function massTitle(search: SearchSummary | undefined): readonly Run[] {
  if (search === undefined) return [{ text: 'Mass [GeV]' }];
  return [{ text: `${capitalised(search.mass.name)} ` }, ...symbolRuns(search.mass.symbol), { text: ' [GeV]' }];
}

function couplingTitle(search: SearchSummary | undefined): readonly Run[] {
  if (search === undefined) return [{ text: 'Coupling' }];
  return [{ text: `${capitalised(search.coupling.name)} ` }, ...symbolRuns(search.coupling.symbol)];
}
