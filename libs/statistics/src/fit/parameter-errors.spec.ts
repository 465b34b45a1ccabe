import { describe, expect, it } from '@jest/globals';
import { readCase } from '../../fixtures/read-case.js';
import { threeRegions } from '../../fixtures/three-regions.js';
import { asimovData, initialParameters, observedData } from '../likelihood/dataset.js';
import { buildModel } from '../model/build-model.js';
import { createModelFitter } from './model-fitter.js';
import { parameterErrors } from './parameter-errors.js';

describe('standard errors', () => {
  it('of a counting experiment are the square root of the events over the signal', () => {
    const model = buildModel(readCase('count_b100_n95').workspace);
    const data = asimovData(model, Float64Array.of(1));
    const { errors, status } = parameterErrors(model, data, Float64Array.of(1));
    const signal = data.counts[0]! - 100;
    expect(status).toEqual(['estimated']);
    expect(errors[0]).toBeCloseTo(Math.sqrt(data.counts[0]!) / signal, 10);
  });

  it('of the signal are half the width where the profiled -2 ln L rises by one, for a parabola', () => {
    const model = buildModel(readCase('bf_bump50_2norm').workspace);
    const fitter = createModelFitter(model);
    const truth = initialParameters(model);
    const data = asimovData(model, truth);
    const best = fitter.fit(data);
    const error = parameterErrors(model, data, best.parameters).errors[model.pointOfInterest]!;
    const mu = best.parameters[model.pointOfInterest]!;
    const rise = (k: number): number => 2 * (fitter.fit(data, { fixedAt: mu + k * 0.01 * error }).value - best.value);
    expect((0.5 * (rise(1) + rise(-1))) / 1e-4).toBeCloseTo(1, 3);
  });

  it('are zero for what is fixed or on a bound, and correlations stay inside -1 and 1', () => {
    const model = buildModel(threeRegions);
    const data = observedData(model);
    const { parameters } = createModelFitter(model).fit(data, { fixedAt: 0 });
    const held = parameterErrors(model, data, parameters, 'held');
    expect(held.status[model.pointOfInterest]).toBe('fixed');
    expect(parameterErrors(model, data, parameters).status[model.pointOfInterest]).toBe('at-bound');
    held.status.forEach((status, p) => expect(held.errors[p]! > 0).toBe(status === 'estimated'));
    expect(held.status.filter((status) => status === 'estimated').length).toBeGreaterThan(10);
    held.correlation.forEach((value) => expect(Math.abs(value)).toBeLessThanOrEqual(1));
  });

  it('are infinite where the data do not know the parameter', () => {
    const { workspace } = readCase('count_b3_n3');
    const empty = {
      ...workspace,
      channels: workspace.channels.map((channel) => ({
        ...channel,
        samples: channel.samples.map((sample) => (sample.modifiers.length > 0 ? { ...sample, data: [0] } : sample)),
      })),
    };
    const model = buildModel(empty);
    const { status, errors } = parameterErrors(model, observedData(model), Float64Array.of(1));
    expect([status[0], errors[0]]).toEqual(['unconstrained', Infinity]);
  });
});
