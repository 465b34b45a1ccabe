import { ink } from '../palette.js';
import { element } from '../svg/element.js';
import { richText, type Run } from '../svg/rich-text.js';

/** The rectangle of the data, px from the top left of the drawing. */
export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A tick at a position in px; a tick without label is a short one. */
export interface Tick {
  readonly at: number;
  readonly label?: readonly Run[];
}

export interface Axis {
  readonly ticks: readonly Tick[];
  readonly title: readonly Run[];
}

const LONG = 10;
const SHORT = 5;

/** Frame, ticks inwards on all four sides, numbers and titles at the bottom and on the left. */
export function drawFrame(frame: Frame, bottom: Axis, left: Axis): string {
  const { left: x0, right: x1, top: y0, bottom: y1 } = frame;
  const vertical = bottom.ticks.flatMap((tick) => {
    const length = tick.label === undefined ? SHORT : LONG;
    return [stroke(tick.at, y1, tick.at, y1 - length), stroke(tick.at, y0, tick.at, y0 + length)];
  });
  const horizontal = left.ticks.flatMap((tick) => {
    const length = tick.label === undefined ? SHORT : LONG;
    return [stroke(x0, tick.at, x0 + length, tick.at), stroke(x1, tick.at, x1 - length, tick.at)];
  });
  const box = { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
  return [
    element('rect', { ...box, fill: 'none', stroke: ink.text, 'stroke-width': 1.5 }),
    element('g', { stroke: ink.text, 'stroke-width': 1.2 }, [...vertical, ...horizontal]),
    ...bottom.ticks.map((tick) => number(tick, { x: tick.at, y: y1 + 24, anchor: 'middle' })),
    ...left.ticks.map((tick) => number(tick, { x: x0 - 10, y: tick.at + 6, anchor: 'end' })),
    richText(bottom.title, { x: x1, y: y1 + 56, size: 20, anchor: 'end' }),
    richText(left.title, { x: x0 - 88, y: y0, size: 20, anchor: 'end', rotate: -90 }),
  ].join('');
}

/** A clip path of the frame's rectangle, to be named as `url(#id)`. */
export function frameClip(frame: Frame, id: string): string {
  const { left, right, top, bottom } = frame;
  const box = element('rect', { x: left, y: top, width: right - left, height: bottom - top });
  return element('defs', {}, [element('clipPath', { id }, [box])]);
}

function stroke(x1: number, y1: number, x2: number, y2: number): string {
  return element('line', { x1, y1, x2, y2 });
}

function number(tick: Tick, at: { x: number; y: number; anchor: 'middle' | 'end' }): string {
  return tick.label === undefined ? '' : richText(tick.label, { ...at, size: 17 });
}
