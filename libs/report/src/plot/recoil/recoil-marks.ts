import { element } from '../svg/element.js';
import type { Spectrum } from './recoil-stack.js';

export interface RecoilScales {
  readonly x: (value: number) => number;
  readonly y: (events: number) => number;
}

/** A spectrum under the ones that follow: its own values on top of the sum of those before it. */
export interface Layer extends Spectrum {
  readonly base: readonly number[];
  readonly top: readonly number[];
}

/** Spectra of equal binning, each on top of those before it. */
export function stack(spectra: readonly Spectrum[]): readonly Layer[] {
  const layers: Layer[] = [];
  for (const spectrum of spectra) {
    const base = layers.at(-1)?.top ?? spectrum.values.map(() => 0);
    layers.push({ ...spectrum, base, top: spectrum.values.map((value, i) => value + base[i]!) });
  }
  return layers;
}

/** A filled layer between two staircases. */
export function drawLayer({ edges, base, top }: Layer, scales: RecoilScales, fill: string): string {
  const upper = staircase(edges, top, scales);
  const lower = staircase(edges, base, scales).reverse();
  return element('path', { d: `M${[...upper, ...lower].join('L')}Z`, fill, stroke: '#444444', 'stroke-width': 0.8 });
}

/** A staircase, from the floor of the frame up and down to it again. */
export function drawSteps({ edges, values }: Spectrum, scales: RecoilScales, stroke: string, dashes: string): string {
  const path = staircase(edges, values, scales);
  const style = { fill: 'none', stroke, 'stroke-width': 2.5, ...(dashes === '' ? {} : { 'stroke-dasharray': dashes }) };
  return element('path', { d: `M${path.join('L')}`, ...style });
}

function staircase(edges: readonly number[], values: readonly number[], { x, y }: RecoilScales): string[] {
  return values.flatMap((value, i) => [point(x(edges[i]!), y(value)), point(x(edges[i + 1]!), y(value))]);
}

function point(x: number, y: number): string {
  return `${Math.round(x * 100) / 100},${Math.round(y * 100) / 100}`;
}
