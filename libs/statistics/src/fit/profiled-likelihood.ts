import type { CompiledModel } from '../model/compiled-model.js';
import type { Dataset } from './dataset.js';
import { gammaConstraint, gammaHat, gammaStiffness } from './gamma-constraint.js';
import { poissonDeviance } from './poisson-deviance.js';
import { addBin, beginSums, parameterDerivatives, sourceSums, type BinTerms, type SourceSums } from './source-sums.js';

/**
 * -ln L of a model with every gamma_b at its maximum, as a function of (nu, theta_1 ... theta_K). Constants of the data
 * are left out: L of the saturated model is 1. The arrays belong to this object and are overwritten by each call.
 */
export interface ProfiledLikelihood {
  /** Number of parameters, 1 + K. */
  readonly size: number;
  readonly value: (data: Dataset, parameters: Float64Array) => number;
  /**
   * Value with gradient and Hessian. `soft` is for the first steps: a positive approximation of the Hessian, with the
   * expected mixed into the observed information.
   */
  readonly derivatives: (data: Dataset, parameters: Float64Array, soft: boolean) => number;
  readonly gradient: Float64Array;
  /** Row-major size x size. */
  readonly hessian: Float64Array;
  /** gamma_b of the last call. */
  readonly gammas: Float64Array;
}

/**
 * Gradient by the envelope theorem, sum_b r d lambda/dp at fixed gamma-hat, r = 1 - n/lambda. Hessian by the Schur
 * complement, w S_i S_j - U_i U_j / D summed over bins, with w = n/lambda^2, S_i the sources, U_i = w g S_i + r S_i/gamma
 * (the last term for what gamma multiplies only), D = w g^2 + k, g what gamma multiplies, k the curvature of its
 * constraint (see also `parameterDerivatives`).
 */
export function profiledLikelihood(model: CompiledModel): ProfiledLikelihood {
  const size = 1 + model.constrained.length;
  const gradient = new Float64Array(size);
  const hessian = new Float64Array(size * size);
  const gammas = new Float64Array(model.bins).fill(1);
  const sums = sourceSums(model);
  const bin = { gamma: 1, residual: 0, weight: 0, scaled: 0, stiffness: Infinity, mixed: 0 };

  const evaluate = (data: Dataset, parameters: Float64Array, mode: Mode): number => {
    let total = 0;
    beginSums(sums, parameters);
    for (let b = 0; b < model.bins; b++) {
      const other = splitSources(sums, model.bins, b, parameters[0]!, bin);
      const gamma = (gammas[b] = gammaHat(model, data, b, bin.scaled, other));
      const rate = gamma * bin.scaled + other;
      total += poissonDeviance(data.counts[b]!, rate) + gammaConstraint(model, data, b, gamma);
      if (mode === 'value') continue;
      bin.gamma = gamma;
      bin.stiffness = gammaStiffness(model, data, b, gamma);
      setInformation(bin, data.counts[b]!, Math.max(rate, 1e-12), mode);
      addBin(sums, bin);
    }
    if (mode !== 'value') parameterDerivatives(sums, parameters[0]!, mode === 'exact', { gradient, hessian });
    return total + addConstraints(model, data, parameters, gradient, hessian);
  };
  return {
    size,
    gradient,
    hessian,
    gammas,
    value: (data, parameters) => evaluate(data, parameters, 'value'),
    derivatives: (data, parameters, soft) => evaluate(data, parameters, soft ? 'soft' : 'exact'),
  };
}

type Mode = 'value' | 'soft' | 'exact';

/** Leaves the sources of bin b in `unit` and what gamma multiplies in `bin.scaled`; returns the rest of the expectation. */
function splitSources(sums: SourceSums, bins: number, b: number, nu: number, bin: BinTerms): number {
  const { sources, yields, carriesGamma, scale, unit } = sums;
  let scaled = 0;
  let other = nu * (unit[0] = scale[0]! * yields[b]!);
  for (let j = 1; j < sources; j++) {
    const y = (unit[j] = scale[j]! * yields[j * bins + b]!);
    if (carriesGamma[j]) scaled += y;
    else other += y;
  }
  bin.scaled = scaled;
  return other;
}

function setInformation(bin: BinTerms, n: number, rate: number, mode: Mode): void {
  const observed = n / (rate * rate);
  bin.residual = 1 - n / rate;
  bin.mixed = mode === 'exact' ? bin.residual : 0;
  bin.weight = mode === 'exact' ? observed : 0.5 * (observed + 1 / Math.max(rate, 0.3));
}

/** Adds the standard normal constraints to gradient and Hessian, and returns -ln of them. */
function addConstraints(
  { constrained }: CompiledModel,
  data: Dataset,
  parameters: Float64Array,
  gradient: Float64Array,
  hessian: Float64Array,
): number {
  let value = 0;
  const size = parameters.length;
  for (let k = 1; k < size; k++) {
    if (!constrained[k - 1]) continue;
    const pull = parameters[k]! - data.aux[k - 1]!;
    value += 0.5 * pull * pull;
    gradient[k]! += pull;
    hessian[k * size + k]! += 1;
  }
  return value;
}
