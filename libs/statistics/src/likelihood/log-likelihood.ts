import cephes from 'cephes';
import type { Constraint, Dataset, Model } from '../model/model.js';
import { expectedCounts } from './expected-counts.js';

await cephes.compiled;

const HALF_LN_TWO_PI = 0.5 * Math.log(2 * Math.PI);

/** ln L in its two parts; `total` is what pyhf calls logpdf. */
export interface LogLikelihood {
  readonly main: number;
  readonly constraints: number;
  readonly total: number;
}

/**
 * ln L with every constant: ln Pois(n_b | lambda_b) over bins, and the constraints, ln N(a | theta, sigma) or
 * ln Pois(m | tau gamma), those of fixed parameters too. Counts need not be whole: n! is Gamma(n + 1). A negative
 * expectation counts as none.
 * @example
 * logLikelihood(model, observedData(model), initialParameters(model)).total;
 */
export function logLikelihood(model: Model, data: Dataset, parameters: ArrayLike<number>): LogLikelihood {
  const main = expectedCounts(model, parameters).reduce((sum, rate, b) => sum + logPoisson(data.counts[b]!, rate), 0);
  const constraints = model.parameters.reduce(
    (sum, { constraint }, p) => sum + logConstraint(constraint, data.aux[p]!, parameters[p]!),
    0,
  );
  return { main, constraints, total: main + constraints };
}

function logConstraint(constraint: Constraint, measured: number, parameter: number): number {
  switch (constraint.kind) {
    case 'none':
      return 0;
    case 'normal':
      return -0.5 * ((measured - parameter) / constraint.sigma) ** 2 - Math.log(constraint.sigma) - HALF_LN_TWO_PI;
    case 'poisson':
      return logPoisson(measured, constraint.tau * parameter);
  }
}

function logPoisson(n: number, rate: number): number {
  const positive = Math.max(rate, 0);
  return (n === 0 ? 0 : n * Math.log(positive)) - positive - cephes.lgam(n + 1);
}
