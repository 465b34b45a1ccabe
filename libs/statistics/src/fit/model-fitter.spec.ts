import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CASES, readCase } from '../../fixtures/read-case.js';
import { threeRegions } from '../../fixtures/three-regions.js';
import { asimovData, initialParameters, observedData } from '../likelihood/dataset.js';
import { createLikelihood } from '../likelihood/likelihood.js';
import { logLikelihood } from '../likelihood/log-likelihood.js';
import { buildModel } from '../model/build-model.js';
import type { Dataset, Model } from '../model/model.js';
import type { Workspace } from '../workspace/workspace.js';
import { createModelFitter } from './model-fitter.js';

const twice = (model: Model, data: Dataset, parameters: Float64Array): number =>
  -2 * logLikelihood(model, data, parameters).total;

describe.each(CASES)('the fit of %s', (name) => {
  const { workspace, expected } = readCase(name);
  const model = buildModel(workspace);
  const data = observedData(model);
  const { upper, lower } = model.parameters[model.pointOfInterest]!;

  it.each([
    ['q~', expected.reference_qtilde, 0],
    ['q', expected.reference_q, lower],
  ] as const)('for %s is nowhere above the reference by 1e-6 in -2 ln L', (_, reference, lowest) => {
    if (!reference) return;
    const fitter = createModelFitter(model);
    const free = fitter.fit(data, { range: [lowest, upper] });
    expect(free.status).toBe('converged');
    expect(Math.abs(twice(model, data, free.parameters) - reference.mle.twice_nll)).toBeLessThan(1e-6);
    for (const { mu, twice_nll_fixed_poi } of reference.hypotest) {
      const fit = fitter.fit(data, { fixedAt: mu });
      expect(fit.status).toBe('converged');
      expect(fit.parameters[model.pointOfInterest]).toBe(mu);
      expect(Math.abs(twice(model, data, fit.parameters) - twice_nll_fixed_poi)).toBeLessThan(1e-6);
    }
  });
});

const MODELS: readonly (readonly [string, Model])[] = [
  ['every modifier', buildModel(threeRegions)],
  ['kinks', buildModel(threeRegions, { interpolation: { normsys: 'code1', histosys: 'code0' } })],
  ['ten nuisances', buildModel(readCase('bf_bump50_10np').workspace)],
  [
    'its kinks',
    buildModel(readCase('bf_bump50_10np').workspace, { interpolation: { normsys: 'code1', histosys: 'code0' } }),
  ],
  ['a region of its own for the background', buildModel(readCase('bf_abcd').workspace)],
];

describe.each(MODELS)('the fit of a model with %s', (_, model) => {
  const fitter = createModelFitter(model);
  const likelihood = createLikelihood(model);
  const nominal = asimovData(model, initialParameters(model));
  const factors = fc.array(fc.double({ min: 0.3, max: 2, noNaN: true }), {
    minLength: model.bins,
    maxLength: model.bins,
  });

  it('converges for any counts, and ends where no step leads down', () => {
    fc.assert(
      fc.property(factors, fc.double({ min: 0, max: 3, noNaN: true }), (scale, mu) => {
        const data = { ...nominal, counts: nominal.counts.map((n, b) => Math.round(n * scale[b]!)) };
        for (const options of [{ fixedAt: mu }, {}]) {
          const fit = fitter.fit(data, options);
          expect(fit.status).toBe('converged');
          expectNoWayDown(model, likelihood, data, fit.parameters, options.fixedAt === undefined);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('of Asimov data gives back what they were made of', () => {
    const truth = initialParameters(model);
    truth[model.pointOfInterest] = 1.3;
    const fit = fitter.fit(asimovData(model, truth));
    expect(fit.value).toBeCloseTo(0, 9);
    expect(fit.parameters[model.pointOfInterest]).toBeCloseTo(1.3, 4);
  });
});

describe('the fit', () => {
  const counting = (background: number, observed: number, signal = 5, lo = 0.9): Workspace => ({
    ...readCase('count_b3_n3').workspace,
    channels: [
      {
        name: 'bin',
        samples: [
          { name: 's', data: [signal], modifiers: [{ name: 'mu', type: 'normfactor', data: null }] },
          { name: 'b', data: [background], modifiers: [{ name: 'k', type: 'normsys', data: { hi: 1.2, lo } }] },
        ],
      },
    ],
    observations: [{ name: 'bin', data: [observed] }],
    measurements: [{ name: 'm', config: { poi: 'mu', parameters: [] } }],
  });
  const fitOf = (workspace: Workspace, options = {}): ReturnType<ReturnType<typeof createModelFitter>['fit']> => {
    const model = buildModel(workspace);
    return createModelFitter(model).fit(observedData(model), options);
  };

  it('puts the signal to its bound where nothing was seen', () => {
    const fit = fitOf(counting(0, 0));
    expect([fit.status, fit.value, ...fit.parameters]).toEqual(['converged', 0, 0, 0]);
  });

  it('finds a signal where no background is expected, from a start without signal too', () => {
    const start = Float64Array.of(0, 0);
    for (const options of [{}, { starts: [start] }]) {
      const fit = fitOf(counting(0, 10), options);
      expect(fit.status).toBe('converged');
      expect(fit.parameters[0]).toBeCloseTo(2, 6);
    }
  });

  it('says that events without expectation are impossible, by an infinite value', () => {
    const fit = fitOf(counting(0, 10), { fixedAt: 0 });
    expect([fit.status, fit.value]).toEqual(['converged', Infinity]);
  });

  it('converges where the data do not know a parameter', () => {
    const fit = fitOf(counting(8, 10, 0));
    expect(fit.status).toBe('converged');
    expect(Number.isFinite(fit.value)).toBe(true);
  });

  it('stops at the bounds of a parameter', () => {
    expect(fitOf(counting(1, 500)).parameters[0]).toBe(10);
    expect(fitOf(counting(100, 10), { range: [-3, 10] }).parameters[0]).toBe(-3);
  });

  it('ends exactly on a kink that rises on both sides', () => {
    const model = buildModel(counting(100, 99, 5, 1.1), { interpolation: { normsys: 'code1', histosys: 'code0' } });
    for (const start of [0, 2, -3]) {
      const data = { counts: model.observed, aux: Float64Array.of(0, 0.05) };
      const fit = createModelFitter(model).fit(data, { fixedAt: 0, starts: [Float64Array.of(0, start)] });
      expect([fit.status, fit.parameters[1]]).toEqual(['converged', 0]);
    }
  });
});

/** -ln L does not fall by moving any parameter a little, inside its bounds. */
function expectNoWayDown(
  model: Model,
  likelihood: ReturnType<typeof createLikelihood>,
  data: Dataset,
  parameters: Float64Array,
  moveSignal: boolean,
): void {
  const at = Float64Array.from(likelihood.layout.moved, (p) => parameters[p]!);
  const least = likelihood.value(data, at);
  likelihood.layout.moved.forEach((p, i) => {
    if (p === model.pointOfInterest && !moveSignal) return;
    const { lower, upper } = model.parameters[p]!;
    for (const step of [1e-3, -1e-3]) {
      const other = at.map((v, j) =>
        i === j ? Math.min(upper, Math.max(lower, v + step * Math.max(1, Math.abs(v)))) : v,
      );
      expect(likelihood.value(data, other)).toBeGreaterThanOrEqual(least - 1e-9 * (1 + least));
    }
  });
}
