import { describe, expect, it } from '@jest/globals';
import { Resvg } from '@resvg/resvg-js';
import { sampleCurve, sampleMasses, samplePoint, sampleResult, withoutLimit } from '../../../fixtures/sample-result.js';
import { brazilBand } from '../palette.js';
import { reachPlot, type ReachInput } from './reach-plot.js';

const { curves, searches } = sampleResult;
const input: ReachInput = { curves, searches, cl: 0.9, status: 'complete', isShown: () => true };
const single = { ...input, curves: [curves[0]!] };

/** The words of a drawing, without marks of style. */
function words(svg: string): string {
  return [...svg.matchAll(/<text[^>]*>(.*?)<\/text>/g)].map(([, inner]) => inner!.replace(/<[^>]+>/g, '')).join('\n');
}

describe('reachPlot', () => {
  it('is well-formed XML', () => {
    const svg = reachPlot(input);
    expect(new Resvg(svg).width).toBe(900);
    expect(() => new Resvg(svg.replace('</text>', ''))).toThrow();
  });

  it('says what it is: a projection by this program, limits at what level, of what', () => {
    const text = words(reachPlot(input));
    const wanted = [
      'Darkreach simulation',
      'Projection',
      '90 % CL upper limits, CLs',
      'Kinetic mixing ε',
      'Dark photon mass mA′ [GeV]',
      'Invisible dark photon: e⁺e⁻ → γA′',
    ];
    for (const label of wanted) expect(text).toContain(label);
  });

  it('names each curve with its luminosity, and each published series with kind and source', () => {
    const text = words(reachPlot(input));
    for (const label of ['BaBar, 53 fb⁻¹', 'Belle II, 20 fb⁻¹', 'Belle II, 50 ab⁻¹']) expect(text).toContain(label);
    expect(text).toContain('BaBar, 53 fb⁻¹, observed, arXiv:1702.03327');
    expect(text).toContain('Belle II, 50 ab⁻¹, projection, espp');
    expect(text).toContain('NA64, observed, arXiv:1906.00176');
  });

  it('says at what level a published limit is where it is not ours', () => {
    expect(words(reachPlot({ ...input, cl: 0.95 }))).toContain('BaBar, 53 fb⁻¹, observed, 90 % CL, arXiv:1702.03327');
  });

  it('has green and yellow bands for one curve, translucent ones for several', () => {
    expect(reachPlot(single)).toContain(`fill="${brazilBand.two}" fill-opacity="1"`);
    expect(reachPlot(input)).not.toContain(brazilBand.two);
    expect(reachPlot(input)).toContain('fill-opacity="0.3"');
  });

  it('dashes the median outside the stated validity and says so, only there', () => {
    expect(reachPlot(input)).toContain('stroke-dasharray="7 5"');
    expect(words(reachPlot(input))).toContain('Dashed: outside the range');
    const { note: _, ...valid } = { note: '', ...samplePoint(1, 1e-3) };
    const inside = { ...curves[0]!, points: sampleMasses.map((mass) => ({ ...valid, mass })) };
    expect(reachPlot({ ...input, curves: [inside] })).not.toContain('dash');
  });

  it('keeps data below the legend: no mark of a published point is higher than the last line of the legend', () => {
    const inside = /<g clip-path="url\(#frame\)">(.*?)<\/g>/.exec(reachPlot(input))![1]!;
    const highest = Math.min(...[...inside.matchAll(/[ML](-?[\d.]+),(-?[\d.]+)/g)].map(([, , y]) => Number(y)));
    const legend = [...reachPlot(input).matchAll(/<text x="[\d.]+" y="([\d.]+)"[^>]*font-size="15"/g)].map(([, y]) =>
      Number(y),
    );
    expect(highest).toBeGreaterThan(Math.max(...legend));
  });

  it('sets no text smaller than 14 px, but for indices', () => {
    const sizes = [...reachPlot(input).matchAll(/<text [^>]*font-size="([\d.]+)"/g)].map(([, size]) => Number(size));
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(14);
  });
});

describe('reachPlot of little', () => {
  it('breaks the curve at a mass without limit, and says at how many', () => {
    const points = curves[0]!.points.map((point, i) => (i === 10 ? withoutLimit(point) : point));
    const svg = reachPlot({ ...single, curves: [{ ...curves[0]!, points }] });
    expect(words(svg)).toContain('BaBar, 53 fb⁻¹: no limit at 2 of 41 masses (beyond the scanned range).');
    const medians = (text: string): number => text.match(/<path [^>]*stroke="#000000"/g)?.length ?? 0;
    expect(medians(svg)).toBe(medians(reachPlot(single)) + 1);
    expect(svg).not.toMatch(/NaN|Infinity/);
  });

  it('draws a single mass as bars and says that it is one', () => {
    const svg = reachPlot({ ...single, curves: [{ ...curves[0]!, points: [samplePoint(2, 1e-3)] }] });
    expect(words(svg)).toContain('BaBar, 53 fb⁻¹: a single mass.');
    expect(svg).toMatch(/<g clip-path="[^"]*"><rect [^>]*><rect [^>]*><line /);
    expect(svg).not.toMatch(/NaN|Infinity/);
  });

  it.each([
    ['no curve', [], 'There is no curve to draw.'],
    ['a curve without masses', [{ ...curves[0]!, points: [] }], 'no mass was computed'],
    [
      'limits that are all missing',
      [{ ...curves[0]!, points: curves[0]!.points.map(withoutLimit) }],
      'no limit at 41 of 41 masses',
    ],
    [
      'a mass of zero',
      [{ ...curves[0]!, points: [samplePoint(0, 1e-3)] }],
      'mass 0 has no place on a logarithmic axis',
    ],
  ])('draws axes and says so for %s', (_, few, note) => {
    const svg = reachPlot({ ...input, curves: few });
    expect(words(svg)).toContain(note);
    expect(words(svg)).toContain('Darkreach simulation');
    expect(svg).not.toMatch(/NaN|Infinity/);
    expect(new Resvg(svg).width).toBe(900);
  });

  it('says that a campaign is incomplete', () => {
    expect(words(reachPlot({ ...input, status: 'incomplete' }))).toContain('incomplete');
  });

  it('grows rather than let a long legend push the data out', () => {
    const many = Array.from({ length: 25 }, (_, i) =>
      sampleCurve('belle2', `${i + 1} ab^-1`, 1000 * (i + 1), 4e-4 / (i + 1)),
    );
    expect(new Resvg(reachPlot({ ...input, curves: many })).height).toBeGreaterThan(900);
  });
});
