import { describe, expect, it } from '@jest/globals';
import { CASES, readCase } from '../../../fixtures/read-case.js';
import { buildModel } from '../../model/build-model.js';
import { asymptoticHypothesisTest, asymptoticTest } from './asymptotic-test.js';
import { asymptoticLimit } from './asymptotic-limit.js';
import { discovery } from './discovery.js';

describe.each(CASES)('asymptotic statements of %s', (name) => {
  const { workspace, expected } = readCase(name);
  const model = buildModel(workspace);
  const references = [
    ['q~', expected.reference_qtilde],
    ...(expected.reference_q ? ([['q', expected.reference_q]] as const) : []),
  ] as const;

  it.each(references)('give the reference q, qA and CLs with %s to 1e-5', (testStatistic, reference) => {
    const test = asymptoticTest(model, { testStatistic });
    for (const wanted of reference.hypotest) {
      const { qAsimov, clsExpected, observed } = test.at(wanted.mu);
      expectNear(observed!.q, wanted.q_obs);
      expectNear(qAsimov, wanted.q_asimov);
      expectNear(observed!.clsb, wanted.CLsb);
      expectNear(observed!.clb, wanted.CLb);
      expectNear(observed!.cls, wanted.CLs_obs);
      wanted.CLs_exp.forEach((cls, k) => expectNear(clsExpected[k]!, cls));
    }
    expect(test.failedFits()).toBe(0);
  });

  it.each(references)('give the reference limits with %s to 1e-4', (testStatistic, reference) => {
    for (const level of ['95', '90'] as const) {
      const wanted = reference.upper_limits[level];
      if (!wanted) continue;
      const limit = asymptoticLimit(model, { cl: Number(level) / 100, testStatistic });
      const numbers = [...wanted.exp, wanted.obs];
      [...limit.expected, limit.observed!].forEach((mu, k) => expectLimit(mu, numbers[k]!));
      expect(limit.status).toBe(numbers.includes(null) ? 'outside-range' : 'ok');
    }
  });

  it("give pyhf's CLs with code 1 and code 0: observed to 1e-5, bands to 3e-4 (on kinks its minimiser stops early)", () => {
    const wanted = expected.pyhf_code1_code0;
    if (!wanted) return;
    const other = buildModel(workspace, { interpolation: { normsys: 'code1', histosys: 'code0' } });
    const test = asymptoticTest(other);
    for (const { mu, CLs_obs, CLs_exp } of wanted.hypotest_qtilde) {
      const { observed, clsExpected } = test.at(mu);
      expectNear(observed!.cls, CLs_obs);
      CLs_exp.forEach((cls, k) => expectNear(clsExpected[k]!, cls, 3e-4));
    }
  });

  it('give the reference discovery significance to 1e-5', () => {
    const wanted = expected.reference_q0;
    if (!wanted) return;
    const { q0, significance, p0, failedFits } = discovery(model);
    expectNear(q0, wanted.q0);
    expectNear(significance, wanted.Z);
    expectNear(p0, wanted.p0);
    expect(failedFits).toBe(0);
  });
});

describe('the asymptotic limit', () => {
  const model = buildModel(readCase('bf_bump50_10np').workspace);

  it('with expectations only is that of data without signal at nominal nuisances', () => {
    const limit = asymptoticLimit(model, { cl: 0.9, expectedOnly: true });
    expect([limit.status, limit.observed]).toEqual(['ok', undefined]);
    expect([...limit.expected].sort((a, b) => a - b)).toEqual(limit.expected);
    expect(limit.scan.every((point) => point.clsObserved === undefined)).toBe(true);
  });

  it('is outside the range, each number for itself, above the upper bound of mu', () => {
    const full = asymptoticLimit(model, { cl: 0.9 });
    const upper = 0.5 * (full.expected[2] + full.expected[3]);
    const parameters = model.parameters.map((p, i) => (i === model.pointOfInterest ? { ...p, upper } : p));
    const limit = asymptoticLimit({ ...model, parameters }, { cl: 0.9 });
    expect(limit.status).toBe('outside-range');
    expect(limit.expected.map((mu) => Number.isNaN(mu))).toEqual([false, false, false, true, true]);
    [0, 1, 2].forEach((k) => expectLimit(limit.expected[k]!, full.expected[k]!));
  });

  it('is outside the range where mu does nothing', () => {
    const samples = model.samples.map((sample) =>
      sample.factors.some(({ parameter }) => parameter === model.pointOfInterest)
        ? { ...sample, nominal: sample.nominal.map(() => 0), shifts: [] }
        : sample,
    );
    expect(asymptoticLimit({ ...model, samples }, { cl: 0.9 }).status).toBe('outside-range');
  });

  it('does not depend on the unit of mu', () => {
    const limit = asymptoticLimit(model, { cl: 0.9 });
    for (const unit of [1e-6, 1e6]) {
      const samples = model.samples.map((sample) =>
        sample.factors.some(({ parameter }) => parameter === model.pointOfInterest)
          ? {
              ...sample,
              nominal: sample.nominal.map((n) => n * unit),
              shifts: sample.shifts.map((s) => ({
                ...s,
                high: s.high.map((n) => n * unit),
                low: s.low.map((n) => n * unit),
              })),
            }
          : sample,
      );
      const parameters = model.parameters.map((p, i) =>
        i === model.pointOfInterest ? { ...p, initial: p.initial / unit, upper: p.upper / unit } : p,
      );
      const other = asymptoticLimit({ ...model, samples, parameters }, { cl: 0.9 });
      expect(other.status).toBe('ok');
      [...other.expected, other.observed!].forEach((mu, k) =>
        expectLimit(mu * unit, [...limit.expected, limit.observed!][k]!),
      );
    }
  });
});

describe('trap 2: with q, p-values come from sqrt(q) - sqrt(qA) above qA too', () => {
  const model = buildModel(readCase('count_b3_n0').workspace);

  it('so that q and q~ differ where the data are below the Asimov data', () => {
    const [q, tilde] = (['q', 'q~'] as const).map((testStatistic) =>
      asymptoticHypothesisTest(model, 0.5, { testStatistic }),
    );
    expect(q!.observed!.q).toBeCloseTo(tilde!.observed!.q, 9);
    expect(q!.observed!.q).toBeGreaterThan(q!.qAsimov);
    expect(q!.observed!.cls).not.toBeCloseTo(tilde!.observed!.cls, 4);
  });
});

describe('discovery', () => {
  it('of a counting experiment has the closed form, observed and expected', () => {
    const model = buildModel(readCase('count_b100_n95').workspace);
    const { q0, p0, expected } = discovery(model, { signal: 2 });
    expect([q0, p0]).toEqual([0, 0.5]);
    const s = 2 * (model.samples.find(({ factors }) => factors.length > 0)!.nominal[0] ?? NaN);
    expect(expected.significance).toBeCloseTo(Math.sqrt(2 * ((s + 100) * Math.log1p(s / 100) - s)), 9);
  });

  it('is certain where the data cannot be without a signal', () => {
    const { workspace } = readCase('count_b3_n3');
    const channels = workspace.channels.map((channel) => ({
      ...channel,
      samples: channel.samples.map((s) => (s.modifiers.length > 0 ? s : { ...s, data: [0] })),
    }));
    const { q0, significance, p0 } = discovery(buildModel({ ...workspace, channels }));
    expect([q0, significance, p0]).toEqual([Infinity, Infinity, 0]);
  });
});

function expectNear(value: number, wanted: number, tolerance = 1e-5): void {
  expect(Math.abs(value - wanted)).toBeLessThanOrEqual(tolerance);
}

function expectLimit(mu: number, wanted: number | null): void {
  if (wanted === null) expect(mu).toBeNaN();
  else expect(Math.abs(mu / wanted - 1)).toBeLessThan(1e-4);
}
