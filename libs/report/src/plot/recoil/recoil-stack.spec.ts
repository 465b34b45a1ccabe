import { describe, expect, it } from '@jest/globals';
import { totalWeight } from '@darkreach/histogram';
import { sampleResult } from '../../../fixtures/sample-result.js';
import { backgroundSpectra, searchedRange, signalSpectra, spectrumAxis, spreadMasses } from './recoil-stack.js';

const [babar, belle20, belle50] = sampleResult.curves;
/** One selection each, as the drawings ask for them. */
const histograms = sampleResult.histograms.filter(({ region }) => region === 'low-mass');
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe('backgroundSpectra', () => {
  const spectra = backgroundSpectra(babar!, histograms);

  it('are in events at the luminosity of the curve, smallest first', () => {
    const totals = spectra.map(({ values }) => sum(values));
    const templates = histograms.filter(({ experiment, mass }) => experiment === 'babar' && mass === undefined);
    const expected = templates.map(({ histogram }) => 53 * totalWeight(histogram)).sort((a, b) => a - b);
    totals.forEach((total, i) => expect(total / expected[i]!).toBeCloseTo(1, 9));
  });

  it('are joined into bins that can be seen', () => {
    expect(spectra[0]!.values).toHaveLength(150);
    expect(spectra[0]!.edges).toHaveLength(151);
  });

  it('have the titles of the backgrounds', () => {
    expect(spectra.map(({ title }) => title)).toContain('e+ e- -> gamma gamma');
  });

  it('scale with luminosity', () => {
    const ratio =
      sum(backgroundSpectra(belle50!, histograms)[0]!.values) / sum(backgroundSpectra(belle20!, histograms)[0]!.values);
    expect(ratio).toBeCloseTo(2500, 6);
  });
});

describe('signalSpectra', () => {
  it('are at three masses that lie apart in mass squared', () => {
    const masses = signalSpectra(babar!, histograms).map(({ mass }) => mass);
    expect(masses).toHaveLength(3);
    masses.forEach((mass, i) => expect(mass ** 2 / 64).toBeCloseTo([0.2, 0.5, 0.8][i]!, 0.9));
  });

  it('are none where there is no template', () => {
    expect(signalSpectra(babar!, [])).toEqual([]);
    expect(backgroundSpectra(babar!, [])).toEqual([]);
  });
});

describe('searchedRange', () => {
  const axis = spectrumAxis(belle20!, sampleResult.histograms)!;
  const range = (region: string): readonly [number, number] =>
    searchedRange(
      axis,
      belle20!,
      sampleResult.histograms.filter((named) => named.region === region),
    );

  it('is around the masses squared that a selection searches, in whole bins of the axis', () => {
    const [low, high] = range('low-mass');
    expect(low).toBe(axis.low);
    expect(high).toBeGreaterThan(36);
    expect(high).toBeLessThan(axis.high);
    const width = (axis.high - axis.low) / axis.bins;
    expect(((high - axis.low) / width) % 1).toBeCloseTo(0, 9);
    expect(range('high-mass')[0]).toBeGreaterThan(0);
    expect(range('high-mass')[1]).toBe(axis.high);
  });

  it('has a tenth of the axis beside a single mass, and all of it where there is none', () => {
    const [first] = sampleResult.histograms.filter(
      ({ mass, experiment }) => mass !== undefined && experiment === 'belle2',
    );
    expect(searchedRange(axis, belle20!, [{ ...first!, mass: 5 }])).toEqual([17.5, 32.5]);
    expect(searchedRange(axis, belle20!, [])).toEqual([axis.low, axis.high]);
  });
});

describe('spreadMasses', () => {
  it('names each mass once', () => {
    expect(spreadMasses([3])).toEqual([3]);
    expect(spreadMasses([])).toEqual([]);
    expect(spreadMasses([1, 2, 3, 4, 5, 6, 7, 8])).toEqual([4, 6, 7]);
    expect(spreadMasses([6, 6.5, 7, 7.5, 8])).toEqual([6.5, 7, 7.5]);
  });
});
