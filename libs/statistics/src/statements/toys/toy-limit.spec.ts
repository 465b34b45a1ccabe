import { describe, expect, it } from '@jest/globals';
import { countingToyEngine } from '../../../fixtures/counting-toy-engine.js';
import { countingWorkspace, logNormal } from '../../../fixtures/counting-workspace.js';
import { readFixture } from '../../../fixtures/read-fixture.js';
import { hostToyEngine } from '../../toys/host-engine.js';
import { countingCls, countingUpperLimit, poissonCdf } from '../counting/counting.js';
import { normalCdf } from '../../numerics/normal.js';
import { FIVE_NAN } from '../limit-band.js';
import { buildModel } from '../../model/build-model.js';
import { toyLimit } from './toy-limit.js';

const counting = (background: number, n = Math.round(background), upper = 1000) =>
  buildModel(countingWorkspace({ n, background, upper }));
const TOYS = 3000;
const OPTIONS = {
  cl: 0.9,
  toys: { minimum: TOYS, maximum: TOYS, error: 0.001 },
  key: [3, 5] as const,
  seeds: { expected: FIVE_NAN },
};

/** Standard error of the limit at n events from counting the toys. */
function standardError(n: number, background: number, limit: number): number {
  const clsb = poissonCdf(n, limit + background);
  const clb = poissonCdf(n, background);
  const slope =
    Math.log(countingCls(n, limit * 0.99, background) / countingCls(n, limit * 1.01, background)) / (0.02 * limit);
  return Math.sqrt((1 - clsb) / (clsb * TOYS) + (1 - clb) / (clb * TOYS)) / slope;
}

/** The counts that may be the quantile p of the toys, which know p to 3 standard errors. */
function countsAt(p: number, background: number): readonly [number, number] {
  const error = 3 * Math.sqrt((p * (1 - p)) / TOYS);
  const quantile = (fraction: number): number => {
    let n = 0;
    while (poissonCdf(n, background) < fraction) n++;
    return n;
  };
  return [quantile(p - error), quantile(p + error)];
}

interface Tables {
  readonly upper_limits: readonly { readonly b: number; readonly n: number; readonly s_up_90: number }[];
  readonly expected_bands: readonly {
    readonly b: number;
    readonly exp_90: { readonly n_quantiles: readonly number[]; readonly s_up: readonly number[] };
  }[];
}

describe('limits by toys', () => {
  const { upper_limits: limits, expected_bands: bands } = readFixture('analytic_counting_cls.expected.json') as Tables;

  it.each(bands)('have the exact expected bands of a counting experiment with b = $b', async ({ b, exp_90 }) => {
    const limit = await toyLimit(counting(b), { ...OPTIONS, expectedOnly: true }, countingToyEngine());
    expect([limit.status, limit.failedFits, limit.observed]).toEqual(['ok', 0, undefined]);
    exp_90.s_up.forEach((wanted, k) => {
      const error = 4 * standardError(exp_90.n_quantiles[k]!, b, wanted) + 0.002 * wanted;
      const [fewest, most] = countsAt(normalCdf(k - 2), b);
      expect(limit.expected[k]!).toBeGreaterThan(countingUpperLimit(fewest, b, 0.9) - error);
      expect(limit.expected[k]!).toBeLessThan(countingUpperLimit(most, b, 0.9) + error);
    });
    expect(Math.abs(limit.expected[2] - exp_90.s_up[2]!)).toBeLessThan(4 * limit.medianError + 0.003 * exp_90.s_up[2]!);
  });

  it.each(limits.filter(({ b, n }) => [0, 0.5, 3, 12].includes(b) && n <= b + 2 * Math.sqrt(b + 1)))(
    'have the exact observed limit of a counting experiment with b = $b and n = $n',
    async ({ b, n, s_up_90: wanted }) => {
      const limit = await toyLimit(counting(b, n), OPTIONS, countingToyEngine());
      expect(Math.abs(limit.observed! - wanted)).toBeLessThan(4 * limit.observedError + 0.003 * wanted);
      if (n > 4 || b < 12) expect(limit.observedError).toBeLessThan(0.03 * wanted);
    },
  );

  it('are ln(1 / alpha) events, without any noise, where no event was seen', async () => {
    for (const background of [0.2, 0.5, 3]) {
      const limit = await toyLimit(counting(background, 0), OPTIONS, countingToyEngine());
      expect(limit.observed!).toBeCloseTo(Math.log(10), 2);
      expect(limit.observedError).toBeLessThan(1e-6);
    }
  });

  it('have bands of their own where the expected CLs of one mu saturates at 1 (trap 7)', async () => {
    const { expected } = await toyLimit(counting(3), OPTIONS, countingToyEngine());
    // Counts 0 and 7, the outer bands of b = 3: finite limits, though CLs of one mu is 1 for every count above b + mu.
    expect(expected[4]).toBeGreaterThan(countingUpperLimit(6, 3, 0.9));
    expect(expected[4]).toBeLessThan(countingUpperLimit(8, 3, 0.9));
  });

  it('do not depend on how the toys are split', async () => {
    const options = { ...OPTIONS, toys: { minimum: 150, maximum: 400, error: 0.001 } };
    const whole = await toyLimit(counting(2.7), options, countingToyEngine());
    const split = await toyLimit(counting(2.7), { ...options, batch: 113 }, countingToyEngine());
    expect(split).toEqual(whole);
    expect(Math.max(...whole.scan.map((point) => point.toys))).toBe(800);
  });

  it('take toys until median and observed limit are known as well as wanted', async () => {
    const toys = { minimum: 200, maximum: 50_000, error: 0.01 };
    const limit = await toyLimit(counting(3, 5), { ...OPTIONS, toys }, countingToyEngine());
    expect(limit.medianError / limit.expected[2]).toBeLessThan(0.01);
    expect(limit.observedError / limit.observed!).toBeLessThan(0.01);
    expect(Math.max(...limit.scan.map((point) => point.toys))).toBeLessThan(100_000);
  });

  it('scatter from key to key as their stated error says', async () => {
    const model = buildModel(
      countingWorkspace({
        ...{ n: 5, background: 4, upper: 100 },
        ofSignal: [logNormal('efficiency', 0.05)],
        ofBackground: [{ name: 'b', type: 'shapesys', data: [0.8] }],
      }),
    );
    const options = { ...OPTIONS, toys: { minimum: 200, maximum: 200, error: 0.001 } };
    const found = [];
    for (let key = 0; key < 6; key++) found.push(await toyLimit(model, { ...options, key: [key, 8] }, hostToyEngine()));
    const medians = found.map((limit) => limit.expected[2]);
    const mean = medians.reduce((sum, x) => sum + x, 0) / medians.length;
    const scatter = Math.sqrt(medians.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (medians.length - 1));
    const stated = found.reduce((sum, limit) => sum + limit.medianError, 0) / found.length;
    expect(scatter / stated).toBeGreaterThan(0.4);
    expect(scatter / stated).toBeLessThan(2);
    found.forEach(({ expected }) => expect([...expected].sort((a, b) => a - b)).toEqual(expected));
  });

  it('above the upper bound of mu are NaN, one by one', async () => {
    const limit = await toyLimit(counting(3, 3, 5.5), OPTIONS, countingToyEngine());
    expect(limit.status).toBe('outside-range');
    expect(limit.expected.map(Number.isNaN)).toEqual([false, false, false, true, true]);
    expect(limit.observed!).toBeCloseTo(countingUpperLimit(3, 3, 0.9), 0);
  });
});
