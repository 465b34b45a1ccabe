import { describe, expect, it } from '@jest/globals';
import { sampleResult } from '../../fixtures/sample-result.js';
import { inverseFemtobarnOf, isOfCurve, searchOf } from './published-match.js';

const [babar, , belle50] = sampleResult.curves;
const limit = sampleResult.searches[0]!.published[0]!;
const search = searchOf(belle50!, sampleResult.searches)!;

describe('inverseFemtobarnOf', () => {
  it.each([
    ['50 ab^-1', 50_000],
    ['53 fb^-1', 53],
    ['0.5pb^-1', 5e-4],
    ['5e4 fb⁻¹', 50_000],
  ])('reads %p', (label, value) => expect(inverseFemtobarnOf(label)).toBeCloseTo(value, 12));

  it.each(['2.84e11 electrons on target', '50', '50 fb', '', '50 barn^-1'])('takes %p for no luminosity', (label) => {
    expect(inverseFemtobarnOf(label)).toBeUndefined();
  });
});

describe('isOfCurve', () => {
  it('compares luminosities whatever their unit, and experiments by id or title', () => {
    expect(isOfCurve({ ...limit, experiment: 'Belle II', luminosity: '50000 fb^-1' }, belle50!, search)).toBe(true);
    expect(isOfCurve({ ...limit, experiment: 'belle2', luminosity: '50 ab^-1' }, belle50!, search)).toBe(true);
  });

  it('is false for another experiment, another luminosity, and what is no luminosity', () => {
    expect(isOfCurve({ ...limit, experiment: 'Belle', luminosity: '50 ab^-1' }, belle50!, search)).toBe(false);
    expect(isOfCurve({ ...limit, experiment: 'Belle II', luminosity: '50 fb^-1' }, belle50!, search)).toBe(false);
    expect(isOfCurve({ ...limit, experiment: 'Belle II', luminosity: '3e11 electrons' }, belle50!, search)).toBe(false);
  });
});

describe('searchOf', () => {
  it('finds the search of a curve by channel and experiment', () => {
    expect(searchOf(babar!, sampleResult.searches)?.experimentTitle).toBe('BaBar');
    expect(searchOf({ ...babar!, channel: 'other' }, sampleResult.searches)).toBeUndefined();
  });
});
