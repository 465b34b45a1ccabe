import { describe, expect, it } from '@jest/globals';
import { Resvg } from '@resvg/resvg-js';
import { sampleResult } from '../../../fixtures/sample-result.js';
import { recoilPlot } from './recoil-plot.js';

const { curves, searches, histograms } = sampleResult;
const input = { curve: curves[0]!, search: searches[0]!, histograms };
const words = (svg: string): string =>
  [...svg.matchAll(/<text[^>]*>(.*?)<\/text>/g)].map(([, inner]) => inner!.replace(/<[^>]+>/g, '')).join('\n');

describe('recoilPlot', () => {
  it('is well-formed and names observable, luminosity, backgrounds, and the signal with mass and coupling', () => {
    const svg = recoilPlot(input);
    expect(new Resvg(svg).width).toBe(900);
    const labels = [
      'M2rec [GeV²]',
      'Events / 0.5 GeV²',
      'BaBar, 53 fb⁻¹',
      'Projection',
      'e⁺e⁻ → γγγ',
      'Signal, mA′ = 5.76 GeV, ε = 10−3',
    ];
    for (const label of labels) expect(words(svg)).toContain(label);
  });

  it('does not throw where there is no template, and says so', () => {
    const svg = recoilPlot({ ...input, histograms: [] });
    expect(words(svg)).toContain('There is no template to draw.');
    expect(svg).not.toMatch(/NaN|Infinity/);
  });

  it('draws empty templates', () => {
    const empty = histograms.map((named) => ({
      ...named,
      histogram: { ...named.histogram, sumw: named.histogram.sumw.map(() => 0) },
    }));
    expect(recoilPlot({ ...input, histograms: empty })).not.toMatch(/NaN|Infinity/);
  });
});
