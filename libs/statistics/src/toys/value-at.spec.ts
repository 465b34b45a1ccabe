import { describe, expect, it } from '@jest/globals';
import { observedData } from '../likelihood/dataset.js';
import { logLikelihood } from '../likelihood/log-likelihood.js';
import { logRatio, valueAt } from './value-at.js';
import { caseModel, requestFor } from '../../fixtures/toy-models.js';

const CASES = ['bf_staterror20_lowmc', 'count_b3_n3_shapesys', 'bf_abcd', 'bf_bump50_10np'] as const;

describe.each(CASES)('two points in the parameter space of %s', (name) => {
  const model = caseModel(name);
  const { truth, other } = requestFor(model, 0, 1);
  const data = observedData(model);
  const expected = logLikelihood(model, data, other!).total - logLikelihood(model, data, truth).total;

  it('have the difference of their log-likelihoods between them', () => {
    expect(logRatio(model, other!, truth)(data)).toBeCloseTo(expected, 9);
    expect(valueAt(model, truth)(data) - valueAt(model, other!)(data)).toBeCloseTo(expected, 9);
  });
});
