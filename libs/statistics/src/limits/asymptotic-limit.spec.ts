import { describe, expect, it } from '@jest/globals';
import { compileModel } from '../model/compile-model.js';
import type { TemplateModel } from '../model/template-model.js';
import { readWorkspace, readFixture } from '../../fixtures/read-workspace.js';
import { asymptoticLimit, asymptoticTest } from './asymptotic-limit.js';

interface Expected {
  readonly reference_qtilde: {
    readonly upper_limits: Record<'95' | '90', { readonly obs: number; readonly exp: readonly number[] }>;
    readonly hypotest: readonly {
      readonly mu: number;
      readonly q_obs: number;
      readonly q_asimov: number;
      readonly CLs_obs: number;
      readonly CLs_exp: readonly number[];
    }[];
  };
}

const CASES = ['count_b0p5_n2', 'count_b3_n0', 'count_b3_n3', 'count_b100_n95', 'count_b3_n3_shapesys'];

describe.each(CASES)('the asymptotic test of %s', (name) => {
  const model = compileModel(readWorkspace(name));
  const reference = (readFixture(`${name}.expected.json`) as Expected).reference_qtilde;

  it('gives the reference q, qA and CLs to 1e-5', () => {
    const test = asymptoticTest(model);
    for (const wanted of reference.hypotest) {
      const point = test.at(wanted.mu * model.signalYield);
      expect(Math.abs(point.q! - wanted.q_obs)).toBeLessThan(1e-5);
      expect(Math.abs(point.qAsimov - wanted.q_asimov)).toBeLessThan(1e-5);
      expect(Math.abs(point.clsObserved! - wanted.CLs_obs)).toBeLessThan(1e-5);
      wanted.CLs_exp.forEach((cls, k) => expect(Math.abs(point.clsExpected[k]! - cls)).toBeLessThan(1e-5));
    }
    expect(test.failedFits()).toBe(0);
  });

  it.each(['95', '90'] as const)('gives the reference limits at %s % CL to 1e-4', (cl) => {
    const limit = asymptoticLimit(model, Number(cl) / 100);
    const wanted = reference.upper_limits[cl];
    expect(limit.status).toBe('ok');
    expect(Math.abs(limit.observed! / model.signalYield / wanted.obs - 1)).toBeLessThan(1e-4);
    wanted.exp.forEach((mu, k) => expect(Math.abs(limit.expected[k]! / model.signalYield / mu - 1)).toBeLessThan(1e-4));
  });
});

describe('the asymptotic limit', () => {
  it('of 50 bins with two normalisation systematics is within 0.3 % of one with another interpolation between +-1 sigma', () => {
    const model = compileModel(readWorkspace('bf_bump50_2norm'));
    const reference = (readFixture('bf_bump50_2norm.expected.json') as Expected).reference_qtilde.upper_limits['90'];
    const limit = asymptoticLimit(model, 0.9);
    expect(Math.abs(limit.observed! / model.signalYield / reference.obs - 1)).toBeLessThan(0.003);
    reference.exp.forEach((mu, k) =>
      expect(Math.abs(limit.expected[k]! / model.signalYield / mu - 1)).toBeLessThan(0.003),
    );
  });

  const bump: TemplateModel = {
    kind: 'template-model',
    signal: { name: 's', yields: [1, 4, 1], statErrors: [0, 0, 0], systematics: [{ name: 'lumi', relative: 0.05 }] },
    backgrounds: [
      {
        name: 'b',
        yields: [90, 90, 90],
        statErrors: [4, 4, 4],
        systematics: [
          { name: 'lumi', relative: 0.05 },
          { name: 'b', relative: 0.1 },
        ],
      },
    ],
  };

  it('is expected only, with ordered bands, where nothing was observed', () => {
    const limit = asymptoticLimit(compileModel(bump), 0.9);
    expect(limit.status).toBe('ok');
    expect(limit.observed).toBeUndefined();
    expect([...limit.expected].sort((a, b) => a - b)).toEqual(limit.expected);
  });

  it('is outside the range where the signal is empty', () => {
    const empty = { ...bump, signal: { ...bump.signal, yields: [0, 0, 0] } };
    expect(asymptoticLimit(compileModel(empty), 0.9).status).toBe('outside-range');
  });

  it('does not depend on how the signal is normalised', () => {
    const scaled = { ...bump, signal: { ...bump.signal, yields: bump.signal.yields.map((s) => s * 1e6) } };
    const [a, b] = [bump, scaled].map((model) => asymptoticLimit(compileModel(model), 0.9).expected);
    a!.forEach((limit, k) => expect(b![k]! / limit).toBeCloseTo(1, 8));
  });
});
