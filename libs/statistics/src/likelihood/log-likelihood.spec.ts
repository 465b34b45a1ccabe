import { describe, expect, it } from '@jest/globals';
import { CASES, readCase } from '../../fixtures/read-case.js';
import { buildModel } from '../model/build-model.js';
import type { Interpolation } from '../model/modifiers/modifier-kind.js';
import { initialParameters, observedData } from './dataset.js';
import { expectedCounts } from './expected-counts.js';
import { logLikelihood } from './log-likelihood.js';

const CODE1_CODE0: Interpolation = { normsys: 'code1', histosys: 'code0' };

describe.each(CASES)('the model of %s', (name) => {
  const { workspace, expected } = readCase(name);
  const model = buildModel(workspace);

  it('has the regions, parameters, bounds and auxiliary data of pyhf, in its order', () => {
    const wanted = expected.model;
    expect(model.regions.map((region) => region.name)).toEqual(wanted.channels);
    expect(model.regions.map((region) => region.bins)).toEqual(wanted.nbins_per_channel);
    expect(model.parameters.map((parameter) => parameter.name)).toEqual(wanted.parameters);
    expect([...initialParameters(model)]).toEqual(wanted.inits);
    expect(model.parameters.map(({ lower, upper }) => [lower, upper])).toEqual(wanted.bounds);
    expect(model.parameters.map((parameter) => parameter.fixed)).toEqual(wanted.fixed);
    expect(model.pointOfInterest).toBe(wanted.poi_index);
    expect([...model.observed]).toEqual(wanted.observed_main);
    const aux = wanted.auxdata_order.flatMap((set) => {
      const { first, size } = model.parameterSets.find((one) => one.name === set)!;
      return [...observedData(model).aux.subarray(first, first + size)];
    });
    aux.forEach((value, i) => expect(value).toBeCloseTo(wanted.auxdata[i]!, 12));
    expect(aux).toHaveLength(wanted.auxdata.length);
  });

  const points = [
    ...expected.nll_points.map((point) => ({ ...point, model })),
    ...(expected.pyhf_code1_code0?.nll_points ?? []).map((point, k) => ({
      ...point,
      pars: expected.nll_points[k]!.pars,
      model: buildModel(workspace, { interpolation: CODE1_CODE0 }),
    })),
  ];
  it.each(points)('has the log-likelihood of pyhf to 1e-10 at $pars', (point) => {
    const counts = expectedCounts(point.model, point.pars);
    point.expected_main.forEach((count, b) => expectClose(counts[b]!, count));
    const { main, constraints, total } = logLikelihood(point.model, observedData(point.model), point.pars);
    expectClose(total, point.logpdf);
    if (point.main_logpdf !== undefined) expectClose(main, point.main_logpdf);
    if (point.constraint_logpdf !== undefined) expectClose(constraints, point.constraint_logpdf);
  });
});

function expectClose(value: number, wanted: number): void {
  expect(Math.abs(value - wanted)).toBeLessThanOrEqual(1e-10 * Math.abs(wanted));
}
