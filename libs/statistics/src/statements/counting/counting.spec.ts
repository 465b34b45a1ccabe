import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readFixture } from '../../../fixtures/read-fixture.js';
import { countingCls, countingUpperLimit, poissonCdf } from './counting.js';

interface Tables {
  readonly upper_limits: readonly {
    readonly b: number;
    readonly n: number;
    readonly s_up_95: number;
    readonly s_up_90: number;
  }[];
  readonly cls_points: readonly { readonly b: number; readonly n: number; readonly s: number; readonly CLs: number }[];
}

const tables = readFixture('analytic_counting_cls.expected.json') as Tables;

describe('the exact counting experiment', () => {
  it('has the tabulated CLs', () => {
    for (const { b, n, s, CLs } of tables.cls_points) expect(countingCls(n, s, b) / CLs).toBeCloseTo(1, 10);
  });

  it('has the tabulated upper limits at 90 and 95 % CL', () => {
    for (const { b, n, s_up_90, s_up_95 } of tables.upper_limits) {
      expect(countingUpperLimit(n, b, 0.9) / s_up_90).toBeCloseTo(1, 8);
      expect(countingUpperLimit(n, b, 0.95) / s_up_95).toBeCloseTo(1, 8);
    }
  });

  it('has tails of 0 and 1 where they cannot be told from it', () => {
    expect(poissonCdf(0, 2000)).toBe(0);
    expect(poissonCdf(3, 1e9)).toBe(0);
    expect(poissonCdf(2000, 1)).toBe(1);
    expect(poissonCdf(0, 5e-324)).toBe(1);
    expect(Math.log(poissonCdf(0, 680))).toBeCloseTo(-680, 9);
  });

  it('sums the Poisson probabilities', () => {
    fc.assert(
      fc.property(fc.nat(30), fc.double({ min: 0.01, max: 40, noNaN: true }), (n, rate) => {
        let term = Math.exp(-rate);
        let sum = term;
        for (let k = 1; k <= n; k++) sum += term *= rate / k;
        expect(poissonCdf(n, rate)).toBeCloseTo(sum, 10);
      }),
    );
  });
});
