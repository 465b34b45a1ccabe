import { scaleLinear, scaleLog } from 'd3-scale';
import { drawFrame, frameClip, type Tick } from '../axes/frame.js';
import { linearTicks } from '../axes/linear-ticks.js';
import { logTicks, type Domain } from '../axes/log-axis.js';
import { legendBlock } from '../legend.js';
import { drawPage, frameBelow, limitStatement, pageEdges, percent } from '../page.js';
import { element } from '../svg/element.js';
import { richText, type Run } from '../svg/rich-text.js';
import { capitalised } from '../svg/symbols.js';
import { bandRuns, observedRuns, type BandPoint } from './band-curve.js';
import { brazilColumns } from './brazil-legend.js';
import { drawBrazilBands, drawBrazilMedian, drawObserved, type BrazilScales } from './brazil-marks.js';
import { parameterRuns } from './parameter-runs.js';

/** Upper limits on the signal strength for a family of signals, in the order of a number such as the mass. */
export interface StrengthPlotInput {
  readonly title: string;
  /** Symbol of the parameter of interest, e.g. `mu`. */
  readonly parameter: string;
  /** What the signals differ in, e.g. `mass [GeV]`. */
  readonly axis: string;
  readonly cl: number;
  readonly method: string;
  /** x is that number, the bands are limits; NaN where there is none. */
  readonly points: readonly BandPoint[];
  readonly notes: readonly string[];
}

const INDENT = 18;
const HEADER = 40;
/** Dots on an observed line of at most so many points. */
const FEW = 40;

/** Limit on the signal strength against mass (or what else labels the signals): bands, median, observed; logarithmic. */
export function strengthPlot(input: StrengthPlotInput): string {
  const { points, parameter, cl } = input;
  const isObserved = observedRuns(points, isPositive).length > 0;
  const dots = points.length <= FEW;
  const lines = { ...(isObserved ? { observed: text('Observed') } : {}), median: text('Expected median'), dots };
  const legend = legendBlock(brazilColumns(lines), pageEdges.right - pageEdges.left - 2 * INDENT);
  const headroom = HEADER + legend.height + 12;
  const frame = frameBelow(headroom);
  const { left, right, top, bottom } = frame;
  const across = horizontal(points, [left, right]);
  const values = verticalDomain(points, (bottom - top) / (bottom - top - headroom));
  const y = scaleLog(values, [bottom, top]);
  const scales: BrazilScales = { x: across.x, y, isDrawable: isPositive };
  const missing = points.length - bandRuns(points, isPositive).flat().length;
  return drawPage({
    frame,
    title: `Limits: ${input.title}`,
    description: `${percent(cl)} CL upper limits on the signal strength by CLs, ${input.method}, against ${input.axis}`,
    heading: [
      { text: 'Darkreach', bold: true },
      { text: `\u2002${input.method}`, italic: true },
    ],
    statement: limitStatement(cl),
    notes: [...(missing > 0 ? [`No limit at ${missing} of ${points.length} points.`] : []), ...input.notes],
    content: [
      frameClip(frame, 'frame'),
      element('g', { 'clip-path': 'url(#frame)' }, [
        drawBrazilBands(points, scales),
        drawBrazilMedian(points, scales),
        drawObserved(points, scales, dots),
      ]),
      richText(text(input.title), { x: left + INDENT, y: top + 30, size: 17 }),
      legend.draw(left + INDENT, top + HEADER),
      drawFrame(
        frame,
        { ticks: across.ticks, title: text(capitalised(input.axis)) },
        { ticks: logTicks(values, y), title: [{ text: 'Upper limit on ' }, ...parameterRuns(parameter)] },
      ),
    ],
  });
}

function text(words: string): readonly Run[] {
  return [{ text: words }];
}

function isPositive(value: number): boolean {
  return value > 0 && Number.isFinite(value);
}

/** Logarithmic where the labels are positive and span more than a factor of ten. */
function horizontal(
  points: readonly BandPoint[],
  range: readonly [number, number],
): { readonly x: (value: number) => number; readonly ticks: readonly Tick[] } {
  const labels = points.map(({ x }) => x).filter(Number.isFinite);
  const low = Math.min(...labels);
  const high = Math.max(...labels);
  if (labels.length > 1 && low > 0 && high > 10 * low) {
    const x = scaleLog([low, high], range);
    return { x, ticks: logTicks([low, high], x) };
  }
  const domain: Domain = high > low ? [low, high] : Number.isFinite(low) ? [low - 1, low + 1] : [0, 1];
  const x = scaleLinear(domain, range);
  return { x, ticks: linearTicks(domain, x) };
}

/** All that is drawn, a little room, and above it what the legend needs. */
function verticalDomain(points: readonly BandPoint[], share: number): Domain {
  const values = points.flatMap(({ expected, observed }) => [...expected, observed ?? Number.NaN]).filter(isPositive);
  if (values.length === 0) return [0.1, 10];
  const low = Math.min(...values) / 1.4;
  const high = Math.max(...values) * 1.2;
  return [low, low * (high / low) ** share];
}
