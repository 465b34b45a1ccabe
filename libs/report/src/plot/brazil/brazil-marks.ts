import { area, line } from 'd3-shape';
import { brazilBand, ink } from '../palette.js';
import { element } from '../svg/element.js';
import { bandRuns, observedRuns, type BandPoint } from './band-curve.js';

/** Positions in px, and which values have one. */
export interface BrazilScales {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly isDrawable: (value: number) => boolean;
}

/** Dashes of the expected median: the solid line is what was observed. */
export const MEDIAN_DASHES = '9 5';

const LINE = { fill: 'none', stroke: ink.text, 'stroke-width': 2.5, 'stroke-linejoin': 'round' } as const;

/** Yellow and green bands of the expectation; a lone point is a pair of bars. */
export function drawBrazilBands(points: readonly BandPoint[], scales: BrazilScales): string {
  return bandRuns(points, scales.isDrawable)
    .map((run) =>
      run.length === 1
        ? bar(run[0]!, scales, [0, 4], 10, brazilBand.two) + bar(run[0]!, scales, [1, 3], 16, brazilBand.one)
        : band(run, scales, [0, 4], brazilBand.two) + band(run, scales, [1, 3], brazilBand.one),
    )
    .join('');
}

/** The expected median, dashed; a lone point is a short stroke. */
export function drawBrazilMedian(points: readonly BandPoint[], scales: BrazilScales): string {
  return bandRuns(points, scales.isDrawable)
    .map((run) =>
      run.length === 1
        ? stroke(scales.x(run[0]!.x), scales.y(run[0]!.expected[2]))
        : element('path', { d: path(run, scales, (p) => p.expected[2]), ...LINE, 'stroke-dasharray': MEDIAN_DASHES }),
    )
    .join('');
}

/** What was observed: a solid line, with a dot at each point where there are few enough to tell them apart. */
export function drawObserved(points: readonly BandPoint[], scales: BrazilScales, dots: boolean): string {
  const dot = ({ x, observed }: BandPoint): string => observedDot(scales.x(x), scales.y(observed!));
  return observedRuns(points, scales.isDrawable)
    .map((run) => {
      const curve = run.length === 1 ? '' : element('path', { d: path(run, scales, (p) => p.observed!), ...LINE });
      return curve + (dots || run.length === 1 ? run.map(dot).join('') : '');
    })
    .join('');
}

/** The dot of an observed value. */
export function observedDot(cx: number, cy: number): string {
  return element('circle', { cx, cy, r: 4.5, fill: ink.text, stroke: ink.paper, 'stroke-width': 1.2 });
}

function band(
  run: readonly BandPoint[],
  { x, y }: BrazilScales,
  [low, high]: readonly [0 | 1, 3 | 4],
  fill: string,
): string {
  const shape = area<BandPoint>()
    .x((point) => x(point.x))
    .y0((point) => y(point.expected[low]))
    .y1((point) => y(point.expected[high]));
  return element('path', { d: shape(run) ?? '', fill, stroke: 'none' });
}

function bar(
  point: BandPoint,
  { x, y }: BrazilScales,
  [low, high]: readonly [0 | 1, 3 | 4],
  width: number,
  fill: string,
): string {
  const top = y(point.expected[high]);
  return element('rect', { x: x(point.x) - width / 2, y: top, width, height: y(point.expected[low]) - top, fill });
}

function path(run: readonly BandPoint[], { x, y }: BrazilScales, value: (point: BandPoint) => number): string {
  const shape = line<BandPoint>()
    .x((point) => x(point.x))
    .y((point) => y(value(point)));
  return shape(run) ?? '';
}

function stroke(x: number, y: number): string {
  return element('line', { x1: x - 11, x2: x + 11, y1: y, y2: y, stroke: ink.text, 'stroke-width': 2.5 });
}
