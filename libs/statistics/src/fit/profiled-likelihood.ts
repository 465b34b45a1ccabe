import { GAMMA_BOUNDS, GammaConstraint, type CompiledModel } from '../model/compiled-model.js';
import type { Dataset } from './dataset.js';
import { normalGamma, poissonGamma } from './gamma-at-maximum.js';
import { poissonDeviance } from './poisson-deviance.js';
import { parameterDerivatives, sourceSums } from './source-sums.js';

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
  const { bins, gammaKind, gammaWidth } = model;
  const size = 1 + model.constrained.length;
  const gradient = new Float64Array(size);
  const hessian = new Float64Array(size * size);
  const gammas = new Float64Array(bins).fill(1);
  const sums = sourceSums(model);
  const { sources, yields, carriesGamma, v, m } = sums;
  const scale = new Float64Array(sources);
  const unit = new Float64Array(sources);
  const along = new Float64Array(sources);

  const setScales = (parameters: Float64Array): void => {
    for (let j = 0; j < sources; j++) {
      let exponent = 0;
      for (let k = 1; k < size; k++) exponent += sums.response[j * (size - 1) + k - 1]! * parameters[k]!;
      scale[j] = Math.exp(exponent);
    }
  };
  const addBin = (
    gamma: number,
    residual: number,
    weight: number,
    gammaSlope: number,
    mixed: number,
    d: number,
  ): void => {
    for (let i = 0; i < sources; i++) {
      const s = carriesGamma[i] ? unit[i]! * gamma : unit[i]!;
      const u = gammaSlope * s + (carriesGamma[i] ? mixed * unit[i]! : 0);
      unit[i] = s;
      along[i] = u;
      v[i]! += residual * s;
      for (let j = 0; j <= i; j++) m[i * sources + j]! += weight * s * unit[j]! - (u * along[j]!) / d;
    }
  };
  const evaluate = (data: Dataset, parameters: Float64Array, derivatives: boolean, soft: boolean): number => {
    const nu = parameters[0]!;
    let total = 0;
    setScales(parameters);
    v.fill(0);
    m.fill(0);
    for (let b = 0; b < bins; b++) {
      let scaled = 0;
      let other = nu * (unit[0] = scale[0]! * yields[b]!);
      for (let j = 1; j < sources; j++) {
        const y = (unit[j] = scale[j]! * yields[j * bins + b]!);
        if (carriesGamma[j]) scaled += y;
        else other += y;
      }
      const n = data.counts[b]!;
      const kind = gammaKind[b]!;
      if (kind !== GammaConstraint.none)
        gammas[b] = gammaHat(kind, n, scaled, other, data.gammaAux[b]!, gammaWidth[b]!);
      const lambda = gammas[b]! * scaled + other;
      total += poissonDeviance(n, lambda);
      if (kind !== GammaConstraint.none) total += gammaConstraint(kind, gammas[b]!, data.gammaAux[b]!, gammaWidth[b]!);
      if (!derivatives) continue;
      const rate = Math.max(lambda, 1e-12);
      let weight = n / (rate * rate);
      if (soft) weight = 0.5 * (weight + 1 / Math.max(rate, 0.3));
      const residual = 1 - n / rate;
      const stiffness = gammaStiffness(kind, gammas[b]!, data.gammaAux[b]!, gammaWidth[b]!);
      addBin(gammas[b]!, residual, weight, weight * scaled, soft ? 0 : residual, weight * scaled * scaled + stiffness);
    }
    if (derivatives) parameterDerivatives(sums, nu, !soft, gradient, hessian);
    return total + addConstraints(model, data, parameters, gradient, hessian);
  };
  return {
    size,
    gradient,
    hessian,
    gammas,
    value: (data, parameters) => evaluate(data, parameters, false, false),
    derivatives: (data, parameters, soft) => evaluate(data, parameters, true, soft),
  };
}

function gammaHat(kind: number, n: number, scaled: number, other: number, aux: number, width: number): number {
  return kind === GammaConstraint.normal
    ? normalGamma(n, scaled, other, aux, width)
    : poissonGamma(n, scaled, other, aux, width);
}

/** -ln of the constraint, constants left out. */
function gammaConstraint(kind: number, gamma: number, aux: number, width: number): number {
  return kind === GammaConstraint.normal ? 0.5 * ((gamma - aux) / width) ** 2 : poissonDeviance(aux, width * gamma);
}

/** Second derivative of the constraint; infinite where gamma cannot move. */
function gammaStiffness(kind: number, gamma: number, aux: number, width: number): number {
  if (kind === GammaConstraint.none || gamma <= GAMMA_BOUNDS[0] || gamma >= GAMMA_BOUNDS[1]) return Infinity;
  return kind === GammaConstraint.normal ? 1 / (width * width) : aux / (gamma * gamma);
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
