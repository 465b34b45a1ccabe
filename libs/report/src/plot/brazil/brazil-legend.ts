import type { LegendEntry } from '../legend.js';
import { brazilBand, ink } from '../palette.js';
import { element } from '../svg/element.js';
import type { Run } from '../svg/rich-text.js';
import { MEDIAN_DASHES, observedDot } from './brazil-marks.js';

/** Texts of the two lines; no observed line, no entry. */
export interface BrazilLegend {
  readonly observed?: readonly Run[];
  readonly median: readonly Run[];
  readonly dots: boolean;
}

/** Two columns: the lines, and the bands with what a plot adds below them. */
export function brazilColumns(
  { observed, median, dots }: BrazilLegend,
  more: readonly LegendEntry[] = [],
): readonly (readonly LegendEntry[])[] {
  const lines: readonly LegendEntry[] = [
    ...(observed === undefined ? [] : [{ mark: observedMark(dots), label: observed }]),
    { mark: (x, y) => stroke(x, y, MEDIAN_DASHES), label: median },
  ];
  return [
    [...lines, ...more],
    [
      { mark: (x, y) => swatch(x, y, brazilBand.one), label: [{ text: 'Expected ±1σ' }] },
      { mark: (x, y) => swatch(x, y, brazilBand.two), label: [{ text: 'Expected ±2σ' }] },
    ],
  ];
}

function observedMark(dots: boolean): (x: number, y: number) => string {
  return (x, y) => stroke(x, y) + (dots ? observedDot(x + 18, y) : '');
}

function stroke(x: number, y: number, dashes?: string): string {
  const style = {
    stroke: ink.text,
    'stroke-width': 2.5,
    ...(dashes === undefined ? {} : { 'stroke-dasharray': dashes }),
  };
  return element('line', { x1: x, y1: y, x2: x + 36, y2: y, ...style });
}

function swatch(x: number, y: number, fill: string): string {
  return element('rect', { x, y: y - 7, width: 36, height: 14, fill });
}
