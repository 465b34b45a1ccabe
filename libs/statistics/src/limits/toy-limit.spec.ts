import { describe, expect, it } from '@jest/globals';
import { compileModel } from '../model/compile-model.js';
import type { TemplateModel } from '../model/template-model.js';
import { readFixture } from '../../fixtures/read-workspace.js';
import { hostToyEngine } from '../toys/host-toy-engine.js';
import { countingCls, countingUpperLimit, poissonCdf } from './counting.js';
import { toyLimit } from './toy-limit.js';

const counting = (background: number, observed?: number): TemplateModel => ({
  kind: 'template-model',
  signal: { name: 's', yields: [2], statErrors: [0], systematics: [] },
  backgrounds: [{ name: 'b', yields: [background], statErrors: [0], systematics: [] }],
  ...(observed === undefined ? {} : { observed: [observed] }),
});
const TOYS = 1500;
const OPTIONS = { cl: 0.9, toys: { minimum: TOYS, maximum: TOYS, error: 0.001 }, key: [3, 5] as const };

/** Standard error of the limit at n events from the number of toys. */
function standardError(n: number, background: number, limit: number): number {
  const clsb = poissonCdf(n, limit + background);
  const clb = poissonCdf(n, background);
  const slope =
    Math.log(countingCls(n, limit * 0.99, background) / countingCls(n, limit * 1.01, background)) / (0.02 * limit);
  return Math.sqrt((1 - clsb) / (clsb * TOYS) + (1 - clb) / (clb * TOYS)) / slope;
}

interface Bands {
  readonly expected_bands: readonly {
    readonly b: number;
    readonly exp_90: { readonly n_quantiles: readonly number[]; readonly s_up: readonly number[] };
  }[];
}

describe('limits by toys', () => {
  const { expected_bands: bands } = readFixture('analytic_counting_cls.expected.json') as Bands;

  it.each(bands.filter(({ b }) => b === 0.5 || b === 3))(
    'have the exact expected bands of a counting experiment with b = $b',
    async ({ b, exp_90 }) => {
      const limit = await toyLimit(compileModel(counting(b)), OPTIONS, hostToyEngine());
      expect(limit.status).toBe('ok');
      expect(limit.failedFits).toBe(0);
      exp_90.s_up.forEach((wanted, k) => {
        expect(Math.abs(limit.expected[k]! - wanted)).toBeLessThan(
          4 * standardError(exp_90.n_quantiles[k]!, b, wanted),
        );
      });
      const median = exp_90.s_up[2]!;
      expect(Math.abs(limit.expected[2] - median)).toBeLessThan(4 * limit.medianError + 0.003 * median);
      expect(limit.medianError).toBeLessThan(standardError(exp_90.n_quantiles[2]!, b, median));
    },
  );

  it.each([0])('have the exact observed limit of a counting experiment with b = 3 and n = %s', async (n) => {
    const limit = await toyLimit(compileModel(counting(3, n)), OPTIONS, hostToyEngine());
    const wanted = countingUpperLimit(n, 3, 0.9);
    expect(Math.abs(limit.observed! - wanted)).toBeLessThan(4 * standardError(n, 3, wanted));
  });

  it('do not depend on how the toys are split', async () => {
    const options = { ...OPTIONS, toys: { minimum: 150, maximum: 400, error: 0.001 } };
    const model = compileModel(counting(2.7));
    const whole = await toyLimit(model, options, hostToyEngine());
    const split = await toyLimit(model, { ...options, batch: 113 }, hostToyEngine());
    expect(split).toEqual(whole);
    expect(Math.max(...whole.points.map((point) => point.toys))).toBe(800);
  });

  it('scatter from key to key as their stated error says', async () => {
    const model = compileModel({
      ...counting(4),
      signal: {
        name: 's',
        yields: [1, 2, 1],
        statErrors: [0, 0, 0],
        systematics: [{ name: 'efficiency', relative: 0.05 }],
      },
      backgrounds: [{ name: 'b', yields: [1, 1, 2], statErrors: [0.1, 0.1, 0.2], systematics: [] }],
    });
    const options = { ...OPTIONS, toys: { minimum: 250, maximum: 250, error: 0.001 } };
    const limits = [];
    for (let key = 0; key < 8; key++)
      limits.push(await toyLimit(model, { ...options, key: [key, 8] }, hostToyEngine()));
    const medians = limits.map((limit) => limit.expected[2]);
    const mean = medians.reduce((sum, x) => sum + x, 0) / medians.length;
    const scatter = Math.sqrt(medians.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (medians.length - 1));
    const stated = limits.reduce((sum, limit) => sum + limit.medianError, 0) / limits.length;
    expect(scatter / stated).toBeGreaterThan(0.4);
    expect(scatter / stated).toBeLessThan(2);
    limits.forEach(({ expected }) => expect([...expected].sort((a, b) => a - b)).toEqual(expected));
  });
});
