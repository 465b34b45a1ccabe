import { poissonDeviance } from '../fit/poisson-deviance.js';
import { expectedCounts } from '../likelihood/expected-counts.js';
import type { Constraint, Dataset, Model } from '../model/model.js';

/**
 * -ln L at fixed parameters, relative to the saturated model: what is taken from the values of fits, so that they are
 * relative to the true parameters.
 */
export function valueAt(model: Model, parameters: Float64Array): (data: Dataset) => number {
  const rates = expectedCounts(model, parameters);
  return ({ counts, aux }) => {
    let sum = 0;
    for (let b = 0; b < rates.length; b++) sum += poissonDeviance(counts[b]!, Math.max(rates[b]!, 0));
    model.parameters.forEach(({ constraint }, p) => (sum += penalty(constraint, aux[p]!, parameters[p]!)));
    return sum;
  };
}

/**
 * ln [ p(data | one) / p(data | other) ] of two points in the parameter space, auxiliary measurements included; -Infinity
 * for events where `one` expects none.
 */
export function logRatio(model: Model, one: Float64Array, other: Float64Array): (data: Dataset) => number {
  const [atOne, atOther] = [valueAt(model, one), valueAt(model, other)];
  const empty = [...expectedCounts(model, one).entries()].flatMap(([b, rate]) => (rate > 0 ? [] : [b]));
  return (data) => (empty.some((b) => data.counts[b]! > 0) ? -Infinity : atOther(data) - atOne(data));
}

function penalty(constraint: Constraint, aux: number, parameter: number): number {
  switch (constraint.kind) {
    case 'none':
      return 0;
    case 'normal':
      return 0.5 * ((aux - parameter) / constraint.sigma) ** 2;
    case 'poisson':
      return poissonDeviance(aux, constraint.tau * parameter);
  }
}
