import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { asymptoticCls, BAND_SIGMAS, expectedCls } from './asymptotic-cls.js';
import { normalCdf, normalQuantile } from '../../numerics/normal.js';

describe('asymptotic CLs', () => {
  it('observed at the median of background-only data is the median expected CLs', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 60, noNaN: true }), (q) => {
        expect(asymptoticCls(q, q).cls).toBeCloseTo(expectedCls(q)[2], 12);
      }),
    );
  });

  it('is 1 where there is no sensitivity, and ordered over the bands', () => {
    expect(asymptoticCls(0, 0).cls).toBe(1);
    expectedCls(0).forEach((cls) => expect(cls).toBeCloseTo(1, 12));
    const bands = expectedCls(3);
    expect([...bands].sort((a, b) => a - b)).toEqual(bands);
    expect(BAND_SIGMAS[0]).toBe(-2);
  });

  it('falls as the data get more background-like', () => {
    const values = [0, 1, 2, 3, 5, 9].map((q) => asymptoticCls(q, 3).cls);
    expect([...values].sort((a, b) => b - a)).toEqual(values);
  });
});

describe('the normal distribution', () => {
  it('keeps its relative accuracy in the tail', () => {
    expect(normalCdf(-8) / 6.220960574271786e-16).toBeCloseTo(1, 10);
    expect(normalCdf(1) + normalCdf(-1)).toBeCloseTo(1, 14);
  });

  it('is inverted by its quantile', () => {
    for (const p of [1e-9, 0.02, 0.5, 0.9]) expect(normalCdf(normalQuantile(p)) / p).toBeCloseTo(1, 10);
  });
});
