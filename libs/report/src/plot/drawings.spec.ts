import { describe, expect, it } from '@jest/globals';
import { sampleResult } from '../../fixtures/sample-result.js';
import { drawings } from './drawings.js';

const names = (input: Parameters<typeof drawings>[0]): readonly string[] => drawings(input).map(({ name }) => name);

describe('drawings', () => {
  it('are one reach plot, one plot for each curve, one spectrum for each selection of each experiment', () => {
    const limits = ['limit-babar-53fb', 'limit-belle2-20fb', 'limit-belle2-50ab'];
    const spectra = ['recoil-babar', 'recoil-belle2-low-mass', 'recoil-belle2-high-mass'];
    expect(names(sampleResult)).toEqual(['reach', ...limits, ...spectra]);
  });

  it('have the channel in their names where there are several', () => {
    const other = 'alp-three-photon';
    const two = {
      ...sampleResult,
      searches: [...sampleResult.searches, { ...sampleResult.searches[1]!, channel: other }],
      curves: [...sampleResult.curves, { ...sampleResult.curves[2]!, channel: other }],
    };
    expect(names(two)).toContain('reach-alp-three-photon');
    expect(names(two)).toContain('limit-alp-three-photon-belle2-50ab');
    expect(new Set(names(two)).size).toBe(names(two).length);
  });

  it('have names of their own even where two curves are alike', () => {
    const twice = { ...sampleResult, curves: [sampleResult.curves[0]!, sampleResult.curves[0]!] };
    expect(names(twice)).toContain('limit-babar-53fb-2');
  });

  it('show in the spectrum of a selection its own backgrounds and signals, and name it', () => {
    const spectrum = (input: Parameters<typeof drawings>[0]): string =>
      drawings(input).find(({ name }) => name === 'recoil-belle2-high-mass')!.svg;
    const own = sampleResult.histograms.filter(({ region, mass }) => region === 'high-mass' || mass === undefined);
    const otherwise = own.map((named) =>
      named.region === 'low-mass'
        ? { ...named, histogram: { ...named.histogram, sumw: named.histogram.sumw.map((value) => 1e6 * value) } }
        : named,
    );
    expect(spectrum(sampleResult)).toContain('high-mass selection');
    expect(spectrum({ ...sampleResult, histograms: otherwise })).toBe(spectrum(sampleResult));
    expect(spectrum(sampleResult)).not.toBe(
      drawings(sampleResult).find(({ name }) => name === 'recoil-belle2-low-mass')!.svg,
    );
  });

  it('show in the plot of one curve only its own published points', () => {
    const belle = drawings(sampleResult).find(({ name }) => name === 'limit-belle2-50ab')!.svg;
    expect(belle).toContain('projection');
    expect(belle).not.toContain('1702.03327');
  });

  it('are the same for the same results', () => {
    expect(drawings(sampleResult)).toEqual(drawings(structuredClone(sampleResult)));
  });
});
