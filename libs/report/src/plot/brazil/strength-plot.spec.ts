import { describe, expect, it } from '@jest/globals';
import { Resvg } from '@resvg/resvg-js';
import { brazilBand } from '../palette.js';
import type { BandPoint } from './band-curve.js';
import { strengthPlot, type StrengthPlotInput } from './strength-plot.js';

const points: readonly BandPoint[] = [1, 2, 3, 4].map((x) => ({
  x,
  expected: [0.5, 0.7, 1, 1.4, 2].map((factor) => factor * x) as unknown as BandPoint['expected'],
  observed: 1.2 * x,
}));
const input: StrengthPlotInput = {
  title: 'belle2-20fb.json',
  parameter: 'mu',
  axis: 'mass [GeV]',
  cl: 0.95,
  method: 'asymptotic',
  points,
  notes: [],
};
const words = (svg: string): string =>
  [...svg.matchAll(/<text[^>]*>(.*?)<\/text>/g)].map(([, inner]) => inner!.replace(/<[^>]+>/g, '')).join('\n');

describe('strengthPlot', () => {
  it('is well-formed and names level, axes and curves', () => {
    const svg = strengthPlot(input);
    expect(new Resvg(svg).width).toBe(900);
    for (const label of ['95 % CL upper limits, CLs', 'Mass [GeV]', 'Upper limit on μ', 'Observed', 'Expected ±2σ'])
      expect(words(svg)).toContain(label);
  });

  it('draws the points in the order of their label, whatever order they come in', () => {
    expect(strengthPlot({ ...input, points: [...points].reverse() })).toBe(strengthPlot(input));
  });

  it('says at how many points there is no limit, and has a gap there', () => {
    const none = [Number.NaN, Number.NaN, Number.NaN, Number.NaN, Number.NaN] as const;
    const broken = [...points, { x: 5, expected: none }, { ...points[3]!, x: 6 }, { ...points[3]!, x: 7 }];
    const svg = strengthPlot({ ...input, points: broken });
    expect(words(svg)).toContain('No limit at 1 of 7 points.');
    expect(svg.match(new RegExp(`<path [^>]*fill="${brazilBand.two}"`, 'g'))).toHaveLength(2);
  });

  it.each([
    ['no point', []],
    ['one point', [points[0]!]],
    ['labels that no logarithm takes', [{ ...points[0]!, x: 0 }, points[3]!, { ...points[3]!, x: 40 }]],
    ['labels over two decades', [{ ...points[0]!, x: 0.1 }, points[3]!, { ...points[3]!, x: 40 }]],
  ])('draws %s', (_, few) => {
    const svg = strengthPlot({ ...input, points: few });
    expect(svg).not.toMatch(/NaN|Infinity/);
    expect(new Resvg(svg).width).toBe(900);
  });
});
