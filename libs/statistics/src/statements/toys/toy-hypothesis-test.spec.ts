import { describe, expect, it } from '@jest/globals';
import { countingToyEngine } from '../../../fixtures/counting-toy-engine.js';
import { countingWorkspace } from '../../../fixtures/counting-workspace.js';
import { readCase } from '../../../fixtures/read-case.js';
import { readFixture } from '../../../fixtures/read-fixture.js';
import { InvalidModelError } from '../../errors.js';
import { countingCls, poissonCdf } from '../counting/counting.js';
import { buildModel } from '../../model/build-model.js';
import { hostToyEngine } from '../../toys/host-engine.js';
import { toyHypothesisTest } from './toy-hypothesis-test.js';

interface Reference {
  readonly mu: number;
  readonly ntoys_each: number;
  readonly q_obs: number;
  readonly CLsb: number;
  readonly CLb: number;
  readonly CLs: number;
  readonly CLs_err: number;
  readonly CLs_exp: readonly number[];
}

const TOYS = {
  count_b3_n3: 10_000,
  count_b3_n3_shapesys: 10_000,
  bf_abcd: 3000,
  bf_shapefactor_cr8: 1500,
  bf_bump50_10np: 500,
};

const counting = (n: number, background: number) => buildModel(countingWorkspace({ n, background }));
const binomial = (p: number, n: number): number => Math.sqrt((p * (1 - p)) / n);

describe('a hypothesis test by toys', () => {
  it.each(Object.entries(TOYS))('has the CLs of the reference of %s within 4 standard errors', async (name, toys) => {
    const wanted = readFixture(`${name}.toys.json`) as Reference;
    const model = buildModel(readCase(name as 'bf_abcd').workspace);
    const options = { mu: wanted.mu, toys: { minimum: toys, maximum: toys }, key: [7, 1] as const };
    const test = await toyHypothesisTest(model, options, hostToyEngine());
    expect(test.failedFits).toBe(0);
    expect(test.observed!.q).toBeCloseTo(wanted.q_obs, 4);
    const errors = [wanted.CLsb, wanted.CLb].map((p) => Math.hypot(binomial(p, toys), binomial(p, wanted.ntoys_each)));
    expect(Math.abs(test.observed!.clsb - wanted.CLsb)).toBeLessThan(4 * errors[0]! + 1 / toys);
    expect(Math.abs(test.observed!.clb - wanted.CLb)).toBeLessThan(4 * errors[1]!);
    expect(Math.abs(test.observed!.cls - wanted.CLs)).toBeLessThan(4 * Math.hypot(test.errors!.cls, wanted.CLs_err));
  });

  it('counts ties, without which p jumps by the probability of the observed count (trap 8)', async () => {
    const [n, b, mu] = [3, 3, 4];
    const toys = 40_000;
    const options = { mu, toys: { minimum: toys, maximum: toys }, key: [1, 3] as const };
    const test = await toyHypothesisTest(counting(n, b), options, countingToyEngine());
    expect(Math.abs(test.observed!.clsb - poissonCdf(n, mu + b))).toBeLessThan(4 * binomial(test.observed!.clsb, toys));
    expect(Math.abs(test.observed!.clb - poissonCdf(n, b))).toBeLessThan(4 * binomial(test.observed!.clb, toys));
    expect(Math.abs(test.observed!.cls - countingCls(n, mu, b))).toBeLessThan(4 * test.errors!.cls);
    expect(Math.abs(test.observed!.clb - poissonCdf(n - 1, b))).toBeGreaterThan(0.2);
  });

  it('has expected CLs that saturate at 1, for toys above mu have q = 0 (trap 7)', async () => {
    const options = { mu: 2, toys: { minimum: 5000, maximum: 5000 } };
    const { clsExpected } = await toyHypothesisTest(counting(3, 3), options, countingToyEngine());
    expect(clsExpected[4]).toBe(1);
    expect([...clsExpected].sort((a, b) => a - b)).toEqual(clsExpected);
    // The median count is 3.
    expect(clsExpected[2]).toBeCloseTo(countingCls(3, 2, 3), 1);
  });

  it('stops as soon as CLs is 3 errors away from the level, or known well enough', async () => {
    const toys = { minimum: 200, maximum: 100_000 };
    const far = await toyHypothesisTest(counting(3, 3), { mu: 15, cl: 0.9, toys }, countingToyEngine());
    expect(far.toys).toBe(200);
    const near = await toyHypothesisTest(counting(3, 3), { mu: 4.5, cl: 0.9, toys }, countingToyEngine());
    expect(near.toys).toBeGreaterThan(1000);
    const asked = { mu: 4.5, toys: { ...toys, error: 0.005 } };
    const known = await toyHypothesisTest(counting(3, 3), asked, countingToyEngine());
    expect(known.errors!.cls).toBeLessThan(0.005);
    expect(known.toys).toBeLessThan(50_000);
  });

  it('states an error also where no toy was as extreme', async () => {
    const toys = { minimum: 1000, maximum: 1000 };
    const { observed, errors } = await toyHypothesisTest(counting(0, 0.5), { mu: 20, toys }, countingToyEngine());
    expect(observed!.cls).toBe(0);
    expect(errors!.cls).toBeGreaterThan(1e-3);
  });

  it('observes nothing where only expectations are asked for', async () => {
    const options = { mu: 4, toys: { minimum: 1000, maximum: 1000 }, expectedOnly: true };
    const test = await toyHypothesisTest(counting(9, 3), options, countingToyEngine());
    expect([test.observed, test.errors]).toEqual([undefined, undefined]);
    expect(test.clsExpected[2]).toBeCloseTo(countingCls(3, 4, 3), 1);
  });

  it('does not depend on how the toys are split', async () => {
    const toys = { minimum: 100, maximum: 3000 };
    const options = { mu: 4, toys, key: [3, 4] as const };
    const whole = await toyHypothesisTest(counting(3, 3), options, countingToyEngine());
    expect(await toyHypothesisTest(counting(3, 3), { ...options, batch: 91 }, countingToyEngine())).toEqual(whole);
  });

  it('refuses a mu outside its bounds', async () => {
    const toys = { minimum: 100, maximum: 100 };
    const test = toyHypothesisTest(counting(3, 3), { mu: 2000, toys }, countingToyEngine());
    await expect(test).rejects.toThrow(InvalidModelError);
    await expect(test).rejects.toThrow('mu is 2000; allowed is a number between its bounds 0 and 1000');
  });
});
