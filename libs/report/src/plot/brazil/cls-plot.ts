import { scaleLinear } from 'd3-scale';
import { drawFrame, frameClip, type Frame } from '../axes/frame.js';
import { linearTicks } from '../axes/linear-ticks.js';
import { legendBlock, type LegendEntry } from '../legend.js';
import { drawPage, frameBelow, limitStatement, pageEdges, percent } from '../page.js';
import { ink, testLevel } from '../palette.js';
import { element } from '../svg/element.js';
import { richText, type Run } from '../svg/rich-text.js';
import type { BandPoint } from './band-curve.js';
import { brazilColumns } from './brazil-legend.js';
import { drawBrazilBands, drawBrazilMedian, drawObserved, MEDIAN_DASHES, type BrazilScales } from './brazil-marks.js';
import { parameterRuns } from './parameter-runs.js';

/** CLs against the signal strength, and the limits where it crosses 1 - CL. */
export interface ClsPlotInput {
  /** What was tested, in plain text: name of the file, of the measurement. */
  readonly title: string;
  /** Symbol of the parameter of interest, e.g. `mu`. */
  readonly parameter: string;
  /** Confidence level, e.g. 0.9. */
  readonly cl: number;
  /** How CLs was computed, e.g. `asymptotic`. */
  readonly method: string;
  /** x is the signal strength, the bands are of CLs. */
  readonly points: readonly BandPoint[];
  /** Upper limits; NaN where there is none. */
  readonly limits: { readonly median: number; readonly observed?: number };
  /** Whether the points are few and stand for themselves, as those of toys do. */
  readonly dots: boolean;
  readonly notes: readonly string[];
}

const INDENT = 18;
const HEADER = 40;

/** CLs against mu with the expected bands, the line at 1 - CL, and the limits where the curves cross it. */
export function clsPlot(input: ClsPlotInput): string {
  const { points, parameter, cl, limits, dots } = input;
  const hasObserved = points.some(({ observed }) => observed !== undefined);
  const lines = {
    ...(hasObserved ? { observed: limitLabel('Observed', parameter, limits.observed) } : {}),
    median: limitLabel('Expected median', parameter, limits.median),
    dots,
  };
  const legend = legendBlock(brazilColumns(lines, [levelEntry(cl)]), pageEdges.right - pageEdges.left - 2 * INDENT);
  const headroom = HEADER + legend.height + 14;
  const frame = frameBelow(headroom);
  const { left, right, top, bottom } = frame;
  const strongest = Math.max(0, ...points.map(({ x }) => x).filter(Number.isFinite));
  const domain = [Math.min(0, ...points.map(({ x }) => x)), strongest > 0 ? strongest : 1] as const;
  const x = scaleLinear(domain, [left, right]);
  const y = scaleLinear([0, 1], [bottom, top + headroom]);
  const scales: BrazilScales = { x, y, isDrawable: Number.isFinite };
  return drawPage({
    frame,
    title: `CLs: ${input.title}`,
    description: `CLs against the signal strength, ${input.method}. ${percent(cl)} CL upper limits by CLs`,
    heading: [
      { text: 'Darkreach', bold: true },
      { text: `\u2002${input.method}`, italic: true },
    ],
    statement: limitStatement(cl),
    notes: points.length === 0 ? ['There is no point to draw.', ...input.notes] : input.notes,
    content: [
      frameClip(frame, 'frame'),
      element('g', { 'clip-path': 'url(#frame)' }, [
        drawBrazilBands(points, scales),
        drawBrazilMedian(points, scales),
        level(1 - cl, scales, frame),
        crossing(limits.median, 1 - cl, scales, MEDIAN_DASHES),
        drawObserved(points, scales, dots),
        hasObserved ? crossing(limits.observed ?? Number.NaN, 1 - cl, scales) : '',
      ]),
      richText([{ text: input.title }], { x: left + INDENT, y: top + 30, size: 17 }),
      legend.draw(left + INDENT, top + HEADER),
      drawFrame(
        frame,
        { ticks: linearTicks(domain, x), title: [{ text: 'Signal strength ' }, ...parameterRuns(parameter)] },
        { ticks: linearTicks([0, 1], y), title: [{ text: 'CL' }, { text: 's', shift: 'sub' }] },
      ),
    ],
  });
}

/** `Observed, μ < 4.2`; where there is no limit, the words alone. */
function limitLabel(words: string, parameter: string, limit: number | undefined): readonly Run[] {
  if (limit === undefined || !Number.isFinite(limit)) return [{ text: words }];
  return [{ text: `${words}, ` }, ...parameterRuns(parameter), { text: ` < ${Number(limit.toPrecision(3))}` }];
}

function levelEntry(cl: number): LegendEntry {
  return {
    mark: (x, y) => element('line', { x1: x, y1: y, x2: x + 36, y2: y, ...LEVEL }),
    label: [{ text: 'CL' }, { text: 's', shift: 'sub' }, { text: ` = ${Number((1 - cl).toPrecision(4))}` }],
  };
}

const LEVEL = { stroke: testLevel, 'stroke-width': 2 } as const;

function level(value: number, { y }: BrazilScales, { left, right }: Frame): string {
  return element('line', { x1: left, x2: right, y1: y(value), y2: y(value), ...LEVEL });
}

/** From where a curve crosses the level down to the axis. */
function crossing(limit: number, value: number, { x, y }: BrazilScales, dashes?: string): string {
  if (!Number.isFinite(limit)) return '';
  const style = {
    stroke: ink.text,
    'stroke-width': 1.3,
    ...(dashes === undefined ? {} : { 'stroke-dasharray': '5 4' }),
  };
  return element('line', { x1: x(limit), x2: x(limit), y1: y(value), y2: y(0), ...style });
}
