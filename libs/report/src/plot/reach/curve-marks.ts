import type { LimitCurve, LimitPoint } from '@darkreach/campaign';
import { area, line } from 'd3-shape';
import { element } from '../svg/element.js';

/** Positions in px. */
export interface Scales {
  readonly x: (mass: number) => number;
  readonly y: (coupling: number) => number;
}

/** Colours and opacities of a curve's band and median. */
export interface CurveStyle {
  readonly median: string;
  readonly one: string;
  readonly two: string;
  readonly oneOpacity: number;
  readonly twoOpacity: number;
}

/** Dashes of a line outside the stated range of validity. */
export const OUTSIDE_DASHES = '7 5';

/** True where there is a limit that logarithmic axes can show. */
export function isDrawable(point: LimitPoint): boolean {
  const usable = (value: number): boolean => Number.isFinite(value) && value > 0;
  return point.band.status === 'ok' && usable(point.mass) && point.coupling.every(usable);
}

/** Bands of a curve; nothing is drawn across a mass without limit. */
export function drawBands(curve: LimitCurve, scales: Scales, style: CurveStyle): string {
  return drawableRuns(curve)
    .map((run) =>
      run.length === 1
        ? bars(run[0]!, scales, style)
        : band(run, scales, [0, 4], style.two, style.twoOpacity) +
          band(run, scales, [1, 3], style.one, style.oneOpacity),
    )
    .join('');
}

/** Median of a curve: a line, dashed where an end is outside the stated range of validity; a lone mass is a short stroke. */
export function drawMedian(curve: LimitCurve, scales: Scales, style: CurveStyle): string {
  return drawableRuns(curve)
    .flatMap((run) => (run.length === 1 ? [dash(run[0]!, scales, style.median)] : strokes(run, scales, style.median)))
    .join('');
}

function drawableRuns(curve: LimitCurve): readonly (readonly LimitPoint[])[] {
  return splitWhen(curve.points, (previous, point) => !isDrawable(previous) || !isDrawable(point)).filter((run) =>
    isDrawable(run[0]!),
  );
}

function splitWhen(
  points: readonly LimitPoint[],
  isBreak: (previous: LimitPoint, point: LimitPoint) => boolean,
): readonly (readonly LimitPoint[])[] {
  const runs: LimitPoint[][] = [];
  points.forEach((point, i) => {
    const current = runs.at(-1);
    if (current === undefined || isBreak(points[i - 1]!, point)) runs.push([point]);
    else current.push(point);
  });
  return runs;
}

function band(
  run: readonly LimitPoint[],
  { x, y }: Scales,
  [low, high]: readonly [0 | 1, 3 | 4],
  fill: string,
  opacity: number,
): string {
  const shape = area<LimitPoint>()
    .x((point) => x(point.mass))
    .y0((point) => y(point.coupling[low]))
    .y1((point) => y(point.coupling[high]));
  return element('path', { d: shape(run) ?? '', fill, 'fill-opacity': opacity, stroke: 'none' });
}

function strokes(run: readonly LimitPoint[], { x, y }: Scales, colour: string): readonly string[] {
  const shape = line<LimitPoint>()
    .x((point) => x(point.mass))
    .y((point) => y(point.coupling[2]));
  const dashedPair = (i: number): boolean => run[i]!.note !== undefined || run[i + 1]!.note !== undefined;
  const pieces: { points: LimitPoint[]; dashed: boolean }[] = [];
  for (let i = 0; i + 1 < run.length; i += 1) {
    const current = pieces.at(-1);
    if (current?.dashed === dashedPair(i)) current.points.push(run[i + 1]!);
    else pieces.push({ points: [run[i]!, run[i + 1]!], dashed: dashedPair(i) });
  }
  const base = { fill: 'none', stroke: colour, 'stroke-width': 2.5, 'stroke-linejoin': 'round' };
  return pieces.map(({ points, dashed }) =>
    element('path', { d: shape(points) ?? '', ...base, ...(dashed ? { 'stroke-dasharray': OUTSIDE_DASHES } : {}) }),
  );
}

function bars(point: LimitPoint, { x, y }: Scales, style: CurveStyle): string {
  const at = x(point.mass);
  const bar = (low: 0 | 1, high: 3 | 4, width: number, fill: string, opacity: number): string =>
    element('rect', {
      x: at - width / 2,
      y: y(point.coupling[high]),
      width,
      height: y(point.coupling[low]) - y(point.coupling[high]),
      fill,
      'fill-opacity': opacity,
    });
  return bar(0, 4, 10, style.two, style.twoOpacity) + bar(1, 3, 16, style.one, style.oneOpacity);
}

function dash(point: LimitPoint, { x, y }: Scales, stroke: string): string {
  const at = { x: x(point.mass), y: y(point.coupling[2]) };
  return element('line', { x1: at.x - 11, x2: at.x + 11, y1: at.y, y2: at.y, stroke, 'stroke-width': 2.5 });
}
