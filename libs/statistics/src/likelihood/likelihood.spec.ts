import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CASES, readCase } from '../../fixtures/read-case.js';
import { buildModel } from '../model/build-model.js';
import type { Model } from '../model/model.js';
import { asimovData, initialParameters, observedData } from './dataset.js';
import { createLikelihood, type Likelihood } from './likelihood.js';
import { logLikelihood } from './log-likelihood.js';
import { threeRegions } from '../../fixtures/three-regions.js';

const MODELS: readonly (readonly [string, Model])[] = [
  ...CASES.map((name) => [name, buildModel(readCase(name).workspace)] as const),
  ['a workspace with every modifier', buildModel(threeRegions)],
  ['the same with codes 1 and 2', buildModel(threeRegions, { interpolation: { normsys: 'code1', histosys: 'code2' } })],
];

describe.each(MODELS)('the likelihood of %s', (_, model) => {
  const data = observedData(model);
  const profiled = createLikelihood(model);
  const full = createLikelihood(model, false);

  it('is the log-likelihood up to a constant of the data', () => {
    forPoints(model, full, (moved) => {
      const at = full.value(data, moved);
      const start = full.value(data, pick(full, initialParameters(model)));
      const known = logLikelihood(model, data, pointOf(full, model, moved)).total;
      expectClose(start - at, known - logLikelihood(model, data, initialParameters(model)).total, 1e-9);
    });
  });

  it.each([
    ['profiled', profiled],
    ['full', full],
  ] as const)('has this gradient and Hessian (%s)', (__, likelihood) => {
    forPoints(model, likelihood, (moved) => expectDerivatives(likelihood, data, moved));
  });

  it('has them without any signal too', () => {
    for (const likelihood of [profiled, full]) {
      const start = pick(likelihood, initialParameters(model));
      start[likelihood.layout.place[model.pointOfInterest]!] = 0;
      const away = start.map((value, i) => value + 0.03 * (i + 1) * (value === 0 ? 1 : value));
      away[likelihood.layout.place[model.pointOfInterest]!] = 0;
      expectDerivatives(likelihood, data, away);
    }
  });

  it('cannot be lowered by moving a profiled bin factor', () => {
    forPoints(model, profiled, (moved) => {
      const least = profiled.value(data, moved);
      const best = profiled.point.slice();
      for (const p of profiled.layout.profiled) {
        if (p < 0 || full.layout.place[p]! < 0) continue;
        for (const factor of [1 - 1e-3, 1 + 1e-3]) {
          const other = pick(full, best);
          other[full.layout.place[p]!] = Math.min(
            model.parameters[p]!.upper,
            Math.max(model.parameters[p]!.lower, best[p]! * factor),
          );
          expect(full.value(data, other)).toBeGreaterThanOrEqual(least - 1e-9 * (1 + least));
        }
      }
    });
  });

  it('is zero with zero gradient at the parameters of Asimov data', () => {
    const truth = initialParameters(model);
    model.parameters.forEach((p, i) => {
      // Asimov data of a fixed parameter are what it was measured at only if it is fixed there.
      if (p.constraint.kind === 'poisson' && p.fixed) truth[i] = p.constraint.aux / p.constraint.tau;
    });
    const asimov = asimovData(model, truth);
    const value = profiled.derivatives(asimov, pick(profiled, truth), false);
    expect(Math.abs(value)).toBeLessThan(1e-9);
    profiled.gradient.forEach((slope) => expect(Math.abs(slope)).toBeLessThan(1e-7));
  });
});

describe('a bin in which nothing is expected', () => {
  const { workspace } = readCase('count_b3_n3');
  const empty = {
    ...workspace,
    channels: workspace.channels.map((channel) => ({
      ...channel,
      samples: channel.samples.map((sample) =>
        sample.modifiers.some((modifier) => modifier.type === 'normfactor') ? sample : { ...sample, data: [0] },
      ),
    })),
  };
  const model = buildModel(empty);
  const likelihood = createLikelihood(model);
  const none = { counts: Float64Array.of(0), aux: new Float64Array(1) };

  it('costs nothing without events, and its slope is the signal', () => {
    expect(likelihood.derivatives(none, Float64Array.of(0), false)).toBe(0);
    expect(likelihood.gradient[0]).toBeGreaterThan(0);
    expect(likelihood.isImpossible()).toBe(false);
  });

  it('is impossible with events, without a number that is not finite', () => {
    expect(Number.isFinite(likelihood.derivatives(observedData(model), Float64Array.of(0), true))).toBe(true);
    expect(likelihood.isImpossible()).toBe(true);
    expect(Number.isFinite(likelihood.gradient[0]) && Number.isFinite(likelihood.hessian[0])).toBe(true);
  });
});

/** Points around the initial one, inside the bounds and off the kinks. */
function forPoints(model: Model, likelihood: Likelihood, check: (moved: Float64Array) => void): void {
  const { moved } = likelihood.layout;
  const start = pick(likelihood, initialParameters(model));
  const away = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), {
    minLength: moved.length,
    maxLength: moved.length,
  });
  fc.assert(
    fc.property(away, (steps) => {
      const at = start.map((value, i) => {
        const { lower, upper } = model.parameters[moved[i]!]!;
        const reach = Math.min(0.7 * Math.max(1, Math.abs(value)), 0.9 * Math.min(upper - value, value - lower));
        const step = steps[i]! * reach;
        return value + (Math.abs(step) < 1e-3 * reach ? 1e-2 * reach : step);
      });
      check(at);
    }),
    { numRuns: 8 },
  );
}

function pick({ layout }: Likelihood, parameters: Float64Array): Float64Array {
  return Float64Array.from(layout.moved, (p) => parameters[p]!);
}

function pointOf({ layout }: Likelihood, model: Model, moved: Float64Array): Float64Array {
  const point = initialParameters(model);
  layout.moved.forEach((p, i) => (point[p] = moved[i]!));
  return point;
}

function expectDerivatives(likelihood: Likelihood, data: ReturnType<typeof observedData>, at: Float64Array): void {
  const { size } = likelihood;
  likelihood.derivatives(data, at, false);
  const [gradient, hessian] = [likelihood.gradient.slice(), likelihood.hessian.slice()];
  for (let i = 0; i < size; i++) {
    const h = 1e-5 * Math.max(0.1, Math.abs(at[i]!));
    const moved = (step: number): Float64Array => at.map((v, j) => (i === j ? v + step : v));
    const difference = (likelihood.value(data, moved(h)) - likelihood.value(data, moved(-h))) / (2 * h);
    expectClose(gradient[i]!, difference, 2e-5);
    likelihood.derivatives(data, moved(h), false);
    const above = likelihood.gradient.slice();
    likelihood.derivatives(data, moved(-h), false);
    for (let j = 0; j <= i; j++) {
      const scale = Math.sqrt(Math.abs(hessian[i * size + i]! * hessian[j * size + j]!));
      const slope = (above[j]! - likelihood.gradient[j]!) / (2 * h);
      expect(Math.abs(hessian[i * size + j]! - slope)).toBeLessThan(2e-5 * (1 + scale));
    }
  }
}

function expectClose(value: number, wanted: number, tolerance: number): void {
  expect(Math.abs(value - wanted)).toBeLessThan(tolerance * (1 + Math.abs(wanted)));
}
