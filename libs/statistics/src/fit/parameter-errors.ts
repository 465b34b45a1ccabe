import { createLikelihood } from '../likelihood/likelihood.js';
import type { Dataset, Model } from '../model/model.js';
import { invertPositive } from './invert-positive.js';

/** `estimated`, or why there is no standard error: held in the fit, on a bound, or not known from the data. */
export type ErrorStatus = 'estimated' | 'fixed' | 'at-bound' | 'unconstrained';

/** Standard errors and correlations of all parameters of a model, in its order. */
export interface ParameterErrors {
  readonly status: readonly ErrorStatus[];
  /** 0 for parameters that are fixed or on a bound, Infinity for unconstrained ones. */
  readonly errors: Float64Array;
  /** Row-major; 1 on the diagonal, 0 where there is no estimate. */
  readonly correlation: Float64Array;
}

/**
 * Standard errors from the inverse of the Hessian of -ln L over all parameters, bin factors too, at a minimum. With
 * `heldAt` the parameter of interest counts as fixed.
 * @example
 * const fit = createModelFitter(model).fit(data);
 * const { errors } = parameterErrors(model, data, fit.parameters);
 */
export function parameterErrors(
  model: Model,
  data: Dataset,
  parameters: Float64Array,
  pointOfInterest: 'free' | 'held' = 'free',
): ParameterErrors {
  const likelihood = createLikelihood(model, false);
  const { moved } = likelihood.layout;
  const place = (i: number): number => moved[i]!;
  likelihood.derivatives(
    data,
    Float64Array.from(moved, (p) => parameters[p]!),
    false,
  );
  const held = Array.from(moved, (p) => heldStatus(model, parameters, p, pointOfInterest));
  const { matrix, singular } = invertPositive(
    likelihood.hessian,
    Uint8Array.from(held, (status) => (status === undefined ? 1 : 0)),
  );
  const size = model.parameters.length;
  const status = Array<ErrorStatus>(size).fill('fixed');
  held.forEach((known, i) => (status[place(i)] = known ?? (singular[i] ? 'unconstrained' : 'estimated')));
  const errors = Float64Array.from(status, (one) => (one === 'unconstrained' ? Infinity : 0));
  const correlation = new Float64Array(size * size);
  for (let p = 0; p < size; p++) correlation[p * size + p] = 1;
  const isEstimated = (i: number): boolean => status[place(i)] === 'estimated';
  for (let i = 0; i < moved.length; i++) {
    if (!isEstimated(i)) continue;
    errors[place(i)] = Math.sqrt(matrix[i * moved.length + i]!);
    for (let j = 0; j < i; j++) {
      if (!isEstimated(j)) continue;
      const value = matrix[i * moved.length + j]! / (errors[place(i)]! * errors[place(j)]!);
      correlation[place(i) * size + place(j)] = correlation[place(j) * size + place(i)] = value;
    }
  }
  return { status, errors, correlation };
}

function heldStatus(
  { parameters, pointOfInterest }: Model,
  at: Float64Array,
  p: number,
  poi: 'free' | 'held',
): ErrorStatus | undefined {
  const { lower, upper, fixed } = parameters[p]!;
  if (fixed || (poi === 'held' && p === pointOfInterest)) return 'fixed';
  return at[p]! <= lower || at[p]! >= upper ? 'at-bound' : undefined;
}
