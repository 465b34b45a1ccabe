import { describe, expect, it } from '@jest/globals';
import { countingWorkspace, logNormal, type Counting } from '../../../fixtures/counting-workspace.js';
import { readCase } from '../../../fixtures/read-case.js';
import { readFixture } from '../../../fixtures/read-fixture.js';
import { InvalidModelError } from '../../errors.js';
import { countingUpperLimit } from '../counting/counting.js';
import { asimovData, initialParameters } from '../../likelihood/dataset.js';
import { buildModel } from '../../model/build-model.js';
import type { Model } from '../../model/model.js';
import { bayesianLimit } from './bayesian-limit.js';

const counting = (of: Counting): Model => buildModel(countingWorkspace(of));
const DRAWS = { minimum: 1000, maximum: 1000, error: 0.01 };
const FEW_DRAWS = { minimum: 400, maximum: 400, error: 0.01 };

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

describe('the Bayesian limit', () => {
  it('is the closed form to 1e-7 where the background is known', () => {
    for (const cl of [0.9, 0.95])
      for (const n of [0, 3, 10, 100])
        for (const background of [0, 0.5, 3, 100]) {
          const { limit, status, method, error } = bayesianLimit(counting({ n, background }), { cl });
          expect([status, method, error]).toEqual(['ok', 'quadrature', 0]);
          expect(limit / countingUpperLimit(n, background, cl)).toBeCloseTo(1, 7);
        }
  });

  it('is within 3.5 stated errors of the closed form with a background from a sideband', () => {
    for (const { n, m, tau, s_up_90 } of tables.gamma_sideband.filter(({ m, n }) => m > 0 && n < 10)) {
      const background = m / tau;
      const sideband = { name: 'b', type: 'shapesys', data: [background / Math.sqrt(m)] } as const;
      const model = counting({ n, background, ofBackground: [sideband] });
      const { limit, error, status } = bayesianLimit(model, { cl: 0.9, draws: FEW_DRAWS, key: [n, m] });
      expect(status).toBe('ok');
      expect(error / limit).toBeLessThan(0.004);
      expect(Math.abs(limit - s_up_90)).toBeLessThan(3.5 * error + 1e-7);
    }
  });

  it('is within 3.5 stated errors of the quadrature with log-normal errors of background and efficiency', () => {
    for (const [key, { n, b, kappa_b, kappa_eff, s_up_95 }] of tables.lognormal.entries()) {
      const ofSignal = [logNormal('efficiency', kappa_eff - 1)];
      const model = counting({ n, background: b, ofSignal, ofBackground: [logNormal('b', kappa_b - 1)] });
      const { limit, error, method, draws } = bayesianLimit(model, { cl: 0.95, draws: DRAWS, key: [key, 1] });
      expect([method, draws]).toEqual(['importance-sampling', 1000]);
      expect(Math.abs(limit - s_up_95)).toBeLessThan(3.5 * error + 1e-6);
    }
  });

  it('scatters from key to key as its stated error says', () => {
    const model = counting({ n: 6, background: 4, ofBackground: [logNormal('b', 0.3)] });
    const found = Array.from({ length: 12 }, (_, k) =>
      bayesianLimit(model, { cl: 0.9, draws: FEW_DRAWS, key: [k, 2] }),
    );
    const mean = found.reduce((sum, { limit }) => sum + limit, 0) / found.length;
    const scatter = Math.sqrt(found.reduce((sum, { limit }) => sum + (limit - mean) ** 2, 0) / (found.length - 1));
    const stated = found.reduce((sum, { error }) => sum + error, 0) / found.length;
    expect(scatter / stated).toBeGreaterThan(0.5);
    expect(scatter / stated).toBeLessThan(1.7);
  });

  it('takes draws until the wanted error is reached', () => {
    const model = counting({ n: 8, background: 1, ofBackground: [logNormal('b', 0.65)] });
    const coarse = bayesianLimit(model, { cl: 0.9, draws: { minimum: 200, maximum: 100_000, error: 0.02 } });
    const fine = bayesianLimit(model, { cl: 0.9, draws: { minimum: 200, maximum: 100_000, error: 0.0001 } });
    expect(fine.draws).toBeGreaterThan(coarse.draws);
    expect(fine.error).toBeLessThan(0.0001 * fine.limit);
    expect(Math.abs(fine.limit - coarse.limit)).toBeLessThan(4 * coarse.error);
  });

  it.each(['bf_bump50_10np', 'bf_staterror20_lowmc', 'bf_shapefactor_cr8'] as const)(
    'knows its error to 1 %% for %s, and the posterior is normalised',
    (name) => {
      const model = buildModel(readCase(name).workspace);
      const limit = bayesianLimit(model, { cl: 0.9, draws: { minimum: 500, maximum: 2000, error: 0.01 } });
      expect([limit.status, limit.failedFits]).toEqual(['ok', 0]);
      expect(limit.error / limit.limit).toBeLessThan(0.01);
      const area = limit.posterior.reduce((sum, { mu, density }, i, all) => {
        const last = all[i - 1] ?? { mu: 0, density: all[0]!.density };
        return sum + 0.5 * (density + last.density) * (mu - last.mu);
      }, 0);
      expect(area).toBeCloseTo(1, 2);
    },
  );

  it('of the Asimov data is what is expected without signal', () => {
    const model = counting({ n: 9, background: 4 });
    const data = asimovData(model, initialParameters(model).with(model.pointOfInterest, 0));
    expect(bayesianLimit(model, { cl: 0.9, data }).limit).toBeCloseTo(countingUpperLimit(4, 4, 0.9), 6);
  });

  it('has no number where only the bound of mu ends the posterior', () => {
    const bounded = bayesianLimit(counting({ n: 3, background: 3, upper: 4 }), { cl: 0.9 });
    expect(bounded.status).toBe('outside-range');
    expect(bounded.limit).toBeNaN();
    const free = [{ name: 'k', type: 'normfactor', data: null } as const];
    const unknown = buildModel({
      ...countingWorkspace({ n: 3, background: 3 }),
      channels: [{ name: 'count', samples: [{ name: 'background', data: [3], modifiers: free }] }],
      measurements: [{ name: 'm', config: { poi: 'k', parameters: [{ name: 'k', bounds: [[0, 1]] }] } }],
    });
    expect(bayesianLimit(unknown, { cl: 0.9 }).status).toBe('outside-range');
  });

  it('refuses a credibility or a number of draws without meaning', () => {
    const model = counting({ n: 1, background: 1 });
    expect(() => bayesianLimit(model, { cl: 90 })).toThrow(InvalidModelError);
    const draws = { minimum: 10, maximum: 5, error: 0.1 };
    expect(() => bayesianLimit(model, { cl: 0.9, draws })).toThrow(/minimum 10, maximum 5/);
  });
});
