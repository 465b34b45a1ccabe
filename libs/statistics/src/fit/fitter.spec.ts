import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileModel } from '../model/compile-model.js';
import type { TemplateModel } from '../model/template-model.js';
import { asimovDataset, datasetOf } from './dataset.js';
import { createFitter } from './fitter.js';
import { fullConditionalFit, fullLikelihood } from './full-fit.fixture.js';
import { profiledLikelihood } from './profiled-likelihood.js';

const template: TemplateModel = {
  kind: 'template-model',
  signal: {
    name: 's',
    yields: [1, 5, 2, 0],
    statErrors: [0, 0, 0, 0],
    systematics: [{ name: 'lumi', relative: 0.05 }],
  },
  backgrounds: [
    {
      name: 'a',
      yields: [6, 5, 4, 3],
      statErrors: [2, 1, 1.5, 1],
      systematics: [
        { name: 'lumi', relative: 0.05 },
        { name: 'a', relative: 0.2 },
      ],
    },
    { name: 'c', yields: [1, 1, 1, 1], statErrors: [0, 0, 0, 0], systematics: [{ name: 'c', relative: 0.3 }] },
  ],
};
const model = compileModel(template);
const data = datasetOf(model, Float64Array.from([4, 11, 6, 0]));

describe('the fit', () => {
  it.each([0, 2, 8])(
    'with closed-form gammas is the fit of every parameter, to 1e-7, at %s signal events',
    (signal) => {
      const fit = createFitter(model).conditional(data, signal);
      expect(fit.status).toBe('converged');
      expect(Math.abs(fit.value - fullConditionalFit(model, data, signal))).toBeLessThan(1e-7);
      expect(fit.value).toBeCloseTo(fullLikelihood(model, data, fit.parameters), 10);
    },
  );

  it('has the gradient of the profiled likelihood', () => {
    const likelihood = profiledLikelihood(model);
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 20, noNaN: true }),
        fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 3, maxLength: 3 }),
        (nu, theta) => {
          const at = Float64Array.from([nu, ...theta.slice(0, model.constrained.length)]);
          likelihood.derivatives(data, at, false);
          const gradient = likelihood.gradient.slice();
          gradient.forEach((slope, i) => {
            const moved = (h: number): number =>
              likelihood.value(
                data,
                at.map((v, j) => (i === j ? v + h : v)),
              );
            expect(Math.abs((moved(1e-5) - moved(-1e-5)) / 2e-5 - slope)).toBeLessThan(1e-6 * (1 + Math.abs(slope)));
          });
        },
      ),
      { numRuns: 50 },
    );
  });

  it('of Asimov data gives back the parameters that they were made of', () => {
    const fitter = createFitter(model);
    const truth = { ...fitter.conditional(data, 3).parameters };
    const fit = fitter.free(asimovDataset(model, truth));
    expect(fit.status).toBe('converged');
    expect(fit.value).toBeCloseTo(0, 9);
    expect(fit.parameters.signal).toBeCloseTo(3, 4);
  });

  it('puts the signal to its bound where the data are below the background', () => {
    const fit = createFitter(model).free(datasetOf(model, new Float64Array(model.bins)));
    expect(fit.status).toBe('converged');
    expect(fit.parameters.signal).toBe(0);
  });

  it('finds a signal where no background is expected', () => {
    const clean = compileModel({
      ...template,
      backgrounds: [{ name: 'b', yields: [0, 2, 0, 0], statErrors: [0, 0, 0, 0], systematics: [] }],
    });
    const fit = createFitter(clean).free(datasetOf(clean, Float64Array.from([1, 6, 1])));
    expect(fit.status).toBe('converged');
    expect(fit.parameters.signal).toBeGreaterThan(4);
    expect(fit.parameters.signal).toBeLessThan(8);
  });

  it('finds a freely floating background from the bins without signal', () => {
    const zeros = [0, 0, 0];
    const floating = compileModel({
      kind: 'template-model',
      signal: { name: 's', yields: [0, 1, 0], statErrors: zeros, systematics: [] },
      backgrounds: [
        { name: 'b', yields: [1, 1, 1], statErrors: zeros, systematics: [{ name: 'norm', relative: 'free' }] },
      ],
    });
    const fit = createFitter(floating).free(datasetOf(floating, Float64Array.from([40, 50, 44])));
    expect(Math.exp(fit.parameters.nuisances[0]!)).toBeCloseTo(42, 3);
    expect(fit.parameters.signal).toBeCloseTo(8, 3);
  });

  it('converges for any counts', () => {
    const fitter = createFitter(model);
    fc.assert(
      fc.property(
        fc.array(fc.nat(60), { minLength: 4, maxLength: 4 }),
        fc.double({ min: 0, max: 40, noNaN: true }),
        (counts, signal) => {
          const toy = datasetOf(model, Float64Array.from(counts));
          const conditional = fitter.conditional(toy, signal);
          const free = fitter.free(toy);
          expect([conditional.status, free.status]).toEqual(['converged', 'converged']);
          expect(free.value).toBeLessThanOrEqual(conditional.value + 1e-8);
        },
      ),
    );
  });
});
