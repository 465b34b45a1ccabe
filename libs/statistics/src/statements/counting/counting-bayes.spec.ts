import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidModelError } from '../../errors.js';
import { readFixture } from '../../../fixtures/read-fixture.js';
import { countingBayesUpperLimit } from './counting-bayes.js';
import { countingUpperLimit } from './counting.js';

interface Limits {
  readonly n: number;
  readonly s_up_95: number;
  readonly s_up_90: number;
}

const tables = readFixture('analytic_bayes_flat.expected.json') as {
  readonly gamma_sideband: readonly (Limits & { readonly m: number; readonly tau: number })[];
  readonly lognormal: readonly (Limits & {
    readonly b: number;
    readonly kappa_b: number;
    readonly kappa_eff: number;
  })[];
};

describe('the Bayesian limit of a counting experiment', () => {
  it('is the exact CLs limit where the background is known', () => {
    for (const cl of [0.9, 0.95])
      for (const n of [0, 1, 3, 10, 30])
        for (const events of [0, 0.5, 3, 12, 100]) {
          const limit = countingBayesUpperLimit(n, { kind: 'known', events }, cl);
          expect(limit / countingUpperLimit(n, events, cl)).toBeCloseTo(1, 8);
        }
  });

  it('is as tabulated with a background from a sideband', () => {
    expect(tables.gamma_sideband).toHaveLength(18);
    for (const { n, m, tau, s_up_90, s_up_95 } of tables.gamma_sideband) {
      const sideband = { kind: 'sideband', events: m, exposureRatio: tau } as const;
      expect(countingBayesUpperLimit(n, sideband, 0.9) / s_up_90).toBeCloseTo(1, 8);
      expect(countingBayesUpperLimit(n, sideband, 0.95) / s_up_95).toBeCloseTo(1, 8);
    }
  });

  it('is as tabulated with log-normal errors of background and efficiency', () => {
    expect(tables.lognormal).toHaveLength(8);
    for (const { n, b, kappa_b, kappa_eff, s_up_90, s_up_95 } of tables.lognormal) {
      const errors = { kind: 'log-normal', events: b, kappa: kappa_b, kappaEfficiency: kappa_eff } as const;
      expect(countingBayesUpperLimit(n, errors, 0.9) / s_up_90).toBeCloseTo(1, 8);
      expect(countingBayesUpperLimit(n, errors, 0.95) / s_up_95).toBeCloseTo(1, 8);
    }
  });

  it('does not depend on the background, however it is known, where nothing was observed', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 2000, noNaN: true }), (events) => {
        expect(countingBayesUpperLimit(0, { kind: 'known', events }, 0.9)).toBeCloseTo(Math.LN10, 8);
        const sideband = { kind: 'sideband', events, exposureRatio: 2 } as const;
        expect(countingBayesUpperLimit(0, sideband, 0.9)).toBeCloseTo(Math.LN10, 8);
      }),
    );
  });

  it('approaches the known background as the sideband grows and as the log-normal errors shrink', () => {
    const known = countingBayesUpperLimit(4, { kind: 'known', events: 2.5 }, 0.9);
    const ratios = [1e2, 1e4, 1e6].map((exposureRatio) => {
      const sideband = { kind: 'sideband', events: 2.5 * exposureRatio, exposureRatio } as const;
      return Math.abs(countingBayesUpperLimit(4, sideband, 0.9) / known - 1) * exposureRatio;
    });
    for (const ratio of ratios) expect(ratio).toBeLessThan(1);
    const narrow = { kind: 'log-normal', events: 2.5, kappa: 1.0001, kappaEfficiency: 1.0001 } as const;
    expect(countingBayesUpperLimit(4, narrow, 0.9) / known).toBeCloseTo(1, 6);
  });

  it('refuses what has no meaning', () => {
    const known = { kind: 'known', events: 3 } as const;
    expect(() => countingBayesUpperLimit(1.5, known, 0.9)).toThrow(InvalidModelError);
    expect(() => countingBayesUpperLimit(1, known, 90)).toThrow('cl: 90 is not between 0 and 1');
    expect(() => countingBayesUpperLimit(1, { kind: 'known', events: -1 }, 0.9)).toThrow(InvalidModelError);
    const sideband = { kind: 'sideband', events: 1, exposureRatio: 0 } as const;
    expect(() => countingBayesUpperLimit(1, sideband, 0.9)).toThrow('exposure ratio: 0 is not positive');
    const errors = { kind: 'log-normal', events: 1, kappa: 0.2, kappaEfficiency: 1 } as const;
    expect(() => countingBayesUpperLimit(1, errors, 0.9)).toThrow('kappa: 0.2 is not at least 1');
  });
});
