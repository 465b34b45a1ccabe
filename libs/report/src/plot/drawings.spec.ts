import { describe, expect, it } from '@jest/globals';
import { sampleResult } from '../testing/sample-result.js';
import { drawings } from './drawings.js';

const names = (input: Parameters<typeof drawings>[0]): readonly string[] => drawings(input).map(({ name }) => name);

describe('drawings', () => {
  it('are one reach plot, one plot for each curve, one spectrum for each experiment', () => {
    const limits = ['limit-babar-53fb', 'limit-belle2-20fb', 'limit-belle2-50ab'];
    expect(names(sampleResult)).toEqual(['reach', ...limits, 'recoil-babar', 'recoil-belle2']);
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

  it('show in the plot of one curve only its own published points', () => {
    const belle = drawings(sampleResult).find(({ name }) => name === 'limit-belle2-50ab')!.svg;
    expect(belle).toContain('projection');
    expect(belle).not.toContain('1702.03327');
  });

  it('are the same for the same results', () => {
    expect(drawings(sampleResult)).toEqual(drawings(structuredClone(sampleResult)));
  });
});
