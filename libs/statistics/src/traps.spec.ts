import { describe, expect, it } from '@jest/globals';
import { countingWorkspace } from '../fixtures/counting-workspace.js';
import { readCase } from '../fixtures/read-case.js';
import { expectedCounts } from './likelihood/expected-counts.js';
import { initialParameters, observedData } from './likelihood/dataset.js';
import { createModelFitter } from './fit/model-fitter.js';
import { buildModel } from './model/build-model.js';
import type { Model } from './model/model.js';
import { asymptoticHypothesisTest } from './statements/asymptotic/asymptotic-test.js';
import { asymptoticLimit } from './statements/asymptotic/asymptotic-limit.js';
import { Hypothesis, hypothesisKey } from './statements/toys/hypothesis-key.js';
import { toyEnsemble } from './statements/toys/toy-ensemble.js';
import { toyHypothesisTest } from './statements/toys/toy-hypothesis-test.js';
import { hostToyEngine } from './toys/host-engine.js';
import type { Workspace, WorkspaceModifier } from './workspace/workspace.js';

/** What others have fallen into, one by one; traps 2, 3, 7 and 8 have their tests beside what they are about. */
describe('trap 1: interpolation', () => {
  const { workspace } = readCase('bf_bump50_10np');
  const counts = (model: Model): number[] => [
    ...expectedCounts(
      model,
      initialParameters(model).map(() => 0.6),
    ),
  ];

  it('is code 4 and code 4p unless something else is said', () => {
    expect(counts(buildModel(workspace))).toEqual(
      counts(buildModel(workspace, { interpolation: { normsys: 'code4', histosys: 'code4p' } })),
    );
  });

  it('of normsys and of histosys are chosen apart, and neither changes the other', () => {
    const models = (['code4p', 'code0'] as const).map((histosys) =>
      (['code4', 'code1'] as const).map((normsys) => buildModel(workspace, { interpolation: { normsys, histosys } })),
    );
    expect(new Set(models.flat().map((model) => counts(model).join())).size).toBe(4);
    models.forEach(([code4, code1], h) => {
      const codes = [code4!, code1!].map((model) => model.samples.flatMap(({ shifts }) => shifts.map((s) => s.code)));
      expect(new Set(codes.flat())).toEqual(new Set([h === 0 ? 'code4p' : 'code0']));
    });
  });
});

describe('trap 4: bins that expect nothing', () => {
  it('do not stop a fit, with or without signal', () => {
    const model = buildModel(countingWorkspace({ n: 0, background: 0 }));
    const fitter = createModelFitter(model);
    for (const options of [{}, { fixedAt: 0 }, { fixedAt: 3 }]) {
      expect(fitter.fit(observedData(model), options).status).toBe('converged');
    }
    expect(fitter.fit(observedData(model), { fixedAt: 3 }).value).toBeCloseTo(3, 12);
  });
});

describe('trap 5: others stop before the minimum', () => {
  it('so that ours is nearer to the reference than the optimisers of pyhf are', () => {
    const { workspace, expected } = readCase('bf_bump50_10np');
    const model = buildModel(workspace);
    for (const test of expected.reference_qtilde.hypotest) {
      const { observed } = asymptoticHypothesisTest(model, test.mu);
      const { scipy } = expected.max_abs_dev_CLs_pyhf_vs_reference;
      expect(Math.abs(observed!.cls - test.CLs_obs)).toBeLessThan(scipy);
    }
  });
});

describe('trap 6: expected CLs by toys', () => {
  it('are percentiles of the CLs of each background-only toy', async () => {
    const model = buildModel(readCase('bf_abcd').workspace);
    const [mu, toys, key] = [1.3, 300, [3, 9]] as const;
    const engine = hostToyEngine();
    const test = await toyHypothesisTest(model, { mu, key, toys: { minimum: toys, maximum: toys } }, engine);
    const fitter = createModelFitter(model);
    const [s, b] = await Promise.all(
      ([[Hypothesis.signal, mu] as const, [Hypothesis.background, 0] as const] as const).map(async ([kind, at]) => {
        const truth = fitter.fit(observedData(model), { fixedAt: at }).parameters;
        const ensemble = toyEnsemble(engine, { model, truth, statistic: 'q~', key: hypothesisKey(key, kind) });
        return [...(await ensemble.test({ mu, first: 0, count: toys })).q];
      }),
    );
    const fraction = (list: readonly number[], q: number): number => list.filter((x) => x >= q - 1e-6).length / toys;
    const cls = b!.map((q) => fraction(s!, q) / fraction(b!, q)).sort((x, y) => x - y);
    [0.02275, 0.15866, 0.5, 0.84134, 0.97725].forEach((p, k) => {
      expect(test.clsExpected[k]).toBeGreaterThanOrEqual(cls[Math.floor(p * (toys - 1))]! - 1e-9);
      expect(test.clsExpected[k]).toBeLessThanOrEqual(cls[Math.ceil(p * (toys - 1))]! + 1e-9);
    });
  });
});

describe('trap 9: constraints and bounds that nobody wrote down', () => {
  const workspace = (modifiers: Record<'one' | 'two' | 'three', readonly WorkspaceModifier[]>): Workspace => ({
    ...countingWorkspace({ n: 0, background: 1 }),
    channels: [
      {
        name: 'count',
        samples: [
          { name: 'signal', data: [1, 1], modifiers: [{ name: 'mu', type: 'normfactor', data: null }] },
          { name: 'one', data: [30, 10], modifiers: modifiers.one },
          { name: 'two', data: [20, 0], modifiers: modifiers.two },
          { name: 'three', data: [50, 5], modifiers: modifiers.three },
        ],
      },
    ],
    observations: [{ name: 'count', data: [100, 15] }],
    measurements: [{ name: 'm', config: { poi: 'mu', parameters: [] } }],
  });
  const named = (model: Model, name: string) => model.parameters.filter((parameter) => parameter.name.startsWith(name));

  it('staterror is normal, its width taken over the samples that carry it alone', () => {
    const staterror = (data: readonly number[]) => [{ name: 'mc', type: 'staterror', data } as const];
    const model = buildModel(workspace({ one: staterror([3, 1]), two: staterror([4, 0]), three: [] }));
    expect(named(model, 'mc').map(({ constraint }) => constraint)).toEqual([
      { kind: 'normal', aux: 1, sigma: Math.hypot(3, 4) / 50 },
      { kind: 'normal', aux: 1, sigma: 1 / 10 },
    ]);
  });

  it('shapesys is Poisson with tau = (nominal / error)^2, and fixed where nothing is expected', () => {
    const model = buildModel(workspace({ one: [], two: [{ name: 'u', type: 'shapesys', data: [7, 0] }], three: [] }));
    const [first, second] = named(model, 'u');
    expect(first!.constraint).toEqual({ kind: 'poisson', aux: (20 / 7) ** 2, tau: (20 / 7) ** 2 });
    expect([first!.lower, first!.upper, first!.fixed, second!.fixed]).toEqual([1e-10, 10, false, true]);
  });

  it('the signal strength ends at 10, and a limit above is said to be outside', () => {
    const model = buildModel(workspace({ one: [], two: [], three: [] }));
    const { lower, upper } = model.parameters[model.pointOfInterest]!;
    expect([lower, upper]).toEqual([0, 10]);
    const limit = asymptoticLimit(model, { cl: 0.95 });
    expect(limit.status).toBe('outside-range');
    expect(limit.observed).toBeLessThan(10);
    expect(limit.expected[4]).toBeNaN();
  });
});
