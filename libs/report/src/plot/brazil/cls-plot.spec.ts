import { describe, expect, it } from '@jest/globals';
import { Resvg } from '@resvg/resvg-js';
import { brazilBand, testLevel } from '../palette.js';
import type { BandPoint } from './band-curve.js';
import { clsPlot, type ClsPlotInput } from './cls-plot.js';

const points: readonly BandPoint[] = [0, 1, 2, 3, 4, 5].map((x) => ({
  x,
  expected: [2.4, 1.6, 1, 0.6, 0.3].map((rate) => Math.exp(-rate * x)) as unknown as BandPoint['expected'],
  observed: Math.exp(-0.9 * x),
}));
const input: ClsPlotInput = {
  title: 'workspace.json, measurement',
  parameter: 'mu',
  cl: 0.9,
  method: 'asymptotic',
  points,
  limits: { median: 2.3026, observed: 2.5584 },
  dots: false,
  notes: [],
};
const words = (svg: string): string =>
  [...svg.matchAll(/<text[^>]*>(.*?)<\/text>/g)]
    .map(([, inner]) => inner!.replace(/<[^>]+>/g, ''))
    .join('\n')
    .replaceAll('&lt;', '<');
const verticals = (svg: string): readonly number[] =>
  [...svg.matchAll(/<line x1="([\d.]+)" x2="\1"[^>]*stroke-width="1.3"/g)].map(([, x]) => Number(x));

describe('clsPlot', () => {
  it('is well-formed and names level, limits, method and parameter', () => {
    const svg = clsPlot(input);
    expect(new Resvg(svg).width).toBe(900);
    const labels = ['90 % CL upper limits, CLs', 'Observed, μ < 2.56', 'Expected median, μ < 2.3', 'CLs = 0.1'];
    for (const label of [...labels, 'Signal strength μ', 'asymptotic', 'workspace.json, measurement'])
      expect(words(svg)).toContain(label);
    expect(words(svg)).not.toContain('Projection');
  });

  it('has bands in green and yellow, a line at 1 - CL, and the limits where the curves cross it', () => {
    const svg = clsPlot(input);
    for (const colour of [brazilBand.one, brazilBand.two, testLevel]) expect(svg).toContain(colour);
    const [median, observed] = verticals(svg) as [number, number];
    // 116 to 876 px are mu = 0 to 5.
    expect(median).toBeCloseTo(116 + (760 * 2.3026) / 5, 1);
    expect(observed).toBeCloseTo(116 + (760 * 2.5584) / 5, 1);
  });

  it('leaves out what was not observed, and limits that do not exist', () => {
    const expectedOnly = points.map(({ x, expected }) => ({ x, expected }));
    const svg = clsPlot({ ...input, points: expectedOnly, limits: { median: Number.NaN } });
    expect(words(svg)).not.toContain('Observed');
    expect(words(svg)).not.toContain('<');
    expect(verticals(svg)).toEqual([]);
    expect(svg).not.toMatch(/NaN|Infinity/);
  });

  it('has dots only where the points stand for themselves', () => {
    expect(clsPlot(input)).not.toContain('<circle');
    expect(clsPlot({ ...input, dots: true }).match(/<circle/g)).toHaveLength(points.length + 1);
  });

  it.each([
    ['no point', [], 'There is no point to draw.'],
    ['one point', [points[1]!], 'Expected median'],
  ])('draws axes for %s', (_, few, note) => {
    const svg = clsPlot({ ...input, points: few });
    expect(words(svg)).toContain(note);
    expect(svg).not.toMatch(/NaN|Infinity/);
  });

  it('breaks the bands where a point has none', () => {
    const none = [Number.NaN, 0.1, 0.2, 0.3, 0.4] as const;
    const broken = points.map((point) => (point.x === 2 ? { ...point, expected: none } : point));
    const bands = (svg: string): number => svg.match(new RegExp(`<path [^>]*fill="${brazilBand.two}"`, 'g'))!.length;
    expect(bands(clsPlot({ ...input, points: broken }))).toBe(bands(clsPlot(input)) + 1);
  });

  it('sets the name of a parameter that is a word upright', () => {
    expect(clsPlot({ ...input, parameter: 'SigXsecOverSM' })).not.toContain('>SigXsecOverSM</tspan>');
    expect(clsPlot(input)).toContain('<tspan font-style="italic">μ</tspan>');
  });
});
