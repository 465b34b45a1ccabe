import { GAMMA_BOUNDS, GammaConstraint, type CompiledModel } from '../model/compiled-model.js';
import type { Dataset } from './dataset.js';
import { normalGamma, poissonGamma } from './gamma-at-maximum.js';
import { poissonDeviance } from './poisson-deviance.js';

/**
 * -ln L of a model with every gamma_b at its maximum, as a function of (nu, theta_1 ... theta_K). Constants of the data
 * are left out: L of the saturated model is 1. The arrays belong to this object and are overwritten by each call.
 */
export interface ProfiledLikelihood {
  /** Number of parameters, 1 + K. */
  readonly size: number;
  readonly value: (data: Dataset, parameters: Float64Array) => number;
  /** Value with gradient and Gauss-Newton Hessian; `soft` mixes the expected into the observed information. */
  readonly derivatives: (data: Dataset, parameters: Float64Array, soft: boolean) => number;
  readonly gradient: Float64Array;
  /** Row-major size x size. */
  readonly hessian: Float64Array;
  /** gamma_b of the last call. */
  readonly gammas: Float64Array;
}

/**
 * Gradient by the envelope theorem, sum_b (1 - n/lambda) d lambda/dp at fixed gamma-hat. Hessian by the Schur complement:
 * the weight n/lambda^2 of a bin becomes w k / (w g^2 + k), k the curvature of the constraint of gamma; of the second
 * derivatives of lambda only the non-negative ones (1 - n/lambda > 0) are kept, so that the Hessian stays positive.
 */
export function profiledLikelihood(model: CompiledModel): ProfiledLikelihood {
  const size = 1 + model.constrained.length;
  const gradient = new Float64Array(size);
  const hessian = new Float64Array(size * size);
  const gammas = new Float64Array(model.bins).fill(1);
  const bin = new BinTerms(model, size);

  const evaluate = (data: Dataset, parameters: Float64Array, mode: 'value' | 'newton' | 'soft'): number => {
    bin.setScales(parameters);
    if (mode !== 'value') {
      gradient.fill(0);
      hessian.fill(0);
    }
    let value = 0;
    for (let b = 0; b < model.bins; b++) {
      value += bin.valueAt(data, b);
      gammas[b] = bin.gamma;
      if (mode !== 'value') bin.addDerivatives(data.counts[b]!, b, mode === 'soft', gradient, hessian);
    }
    return value + addConstraints(model, data, parameters, mode === 'value' ? undefined : { gradient, hessian });
  };
  return {
    size,
    gradient,
    hessian,
    gammas,
    value: (data, parameters) => evaluate(data, parameters, 'value'),
    derivatives: (data, parameters, soft) => evaluate(data, parameters, soft ? 'soft' : 'newton'),
  };
}

function addConstraints(
  model: CompiledModel,
  data: Dataset,
  parameters: Float64Array,
  into: { gradient: Float64Array; hessian: Float64Array } | undefined,
): number {
  let value = 0;
  const size = parameters.length;
  for (let k = 1; k < size; k++) {
    if (!model.constrained[k - 1]) continue;
    const pull = parameters[k]! - data.aux[k - 1]!;
    value += 0.5 * pull * pull;
    if (!into) continue;
    into.gradient[k]! += pull;
    into.hessian[k * size + k]! += 1;
  }
  return value;
}

/** The terms of one bin at the current parameters; holds scratch space, so that a fit allocates nothing. */
class BinTerms {
  gamma = 1;
  private rate = 0;
  private scaled = 0;
  private stiffness = Infinity;
  private signal = 0;
  private signalScale = 1;
  private readonly groupScale: Float64Array;
  private readonly slope: Float64Array;

  constructor(
    private readonly model: CompiledModel,
    private readonly size: number,
  ) {
    this.groupScale = new Float64Array(model.groups.length);
    this.slope = new Float64Array(size);
  }

  setScales(parameters: Float64Array): void {
    this.signal = parameters[0]!;
    this.signalScale = Math.exp(this.projected(this.model.signalResponse, parameters));
    for (let j = 0; j < this.groupScale.length; j++) {
      this.groupScale[j] = Math.exp(this.projected(this.model.groups[j]!.response, parameters));
    }
  }

  private projected(response: Float64Array, parameters: Float64Array): number {
    let sum = 0;
    for (let k = 1; k < this.size; k++) sum += response[k - 1]! * parameters[k]!;
    return sum;
  }

  /** -ln of the bin's Poisson term and of its gamma constraint, at gamma-hat. */
  valueAt(data: Dataset, b: number): number {
    const { model } = this;
    let scaled = 0;
    let other = this.signal * this.signalScale * model.shape[b]!;
    for (let j = 0; j < this.groupScale.length; j++) {
      const group = model.groups[j]!;
      const y = this.groupScale[j]! * group.yields[b]!;
      if (group.carriesGamma) scaled += y;
      else other += y;
    }
    const constraint = this.settleGamma(data, b, scaled, other);
    this.scaled = scaled;
    this.rate = this.gamma * scaled + other;
    return poissonDeviance(data.counts[b]!, this.rate) + constraint;
  }

  /** Puts gamma to its maximum and returns -ln of its constraint. */
  private settleGamma(data: Dataset, b: number, scaled: number, other: number): number {
    const kind = this.model.gammaKind[b]!;
    this.stiffness = Infinity;
    this.gamma = 1;
    if (kind === GammaConstraint.none) return 0;
    const n = data.counts[b]!;
    const aux = data.gammaAux[b]!;
    const width = this.model.gammaWidth[b]!;
    const normal = kind === GammaConstraint.normal;
    this.gamma = normal ? normalGamma(n, scaled, other, aux, width) : poissonGamma(n, scaled, other, aux, width);
    if (this.gamma > GAMMA_BOUNDS[0] && this.gamma < GAMMA_BOUNDS[1]) {
      this.stiffness = normal ? 1 / (width * width) : aux / (this.gamma * this.gamma);
    }
    return normal ? 0.5 * ((this.gamma - aux) / width) ** 2 : poissonDeviance(aux, width * this.gamma);
  }

  addDerivatives(n: number, b: number, soft: boolean, gradient: Float64Array, hessian: Float64Array): void {
    const rate = Math.max(this.rate, 1e-12);
    const residual = 1 - n / rate;
    let weight = n / (rate * rate);
    if (soft) weight = 0.5 * (weight + 1 / Math.max(rate, 0.3));
    if (this.stiffness < Infinity) weight *= this.stiffness / (weight * this.scaled * this.scaled + this.stiffness);
    this.addSource(this.model.signalResponse, this.signal * this.signalScale * this.model.shape[b]!, residual, hessian);
    for (let j = 0; j < this.groupScale.length; j++) {
      const { yields, response, carriesGamma } = this.model.groups[j]!;
      this.addSource(response, this.groupScale[j]! * yields[b]! * (carriesGamma ? this.gamma : 1), residual, hessian);
    }
    this.slope[0] = this.signalScale * this.model.shape[b]!;
    for (let i = 0; i < this.size; i++) {
      gradient[i]! += residual * this.slope[i]!;
      for (let k = 0; k < this.size; k++) hessian[i * this.size + k]! += weight * this.slope[i]! * this.slope[k]!;
    }
    this.slope.fill(0);
  }

  /** Adds a source of `rate` events to d lambda/d theta, and its second derivative to the Hessian where it is positive. */
  private addSource(response: Float64Array, rate: number, residual: number, hessian: Float64Array): void {
    const curvature = residual > 0 ? residual * rate : 0;
    for (let i = 1; i < this.size; i++) {
      this.slope[i]! += response[i - 1]! * rate;
      if (curvature === 0) continue;
      for (let k = 1; k < this.size; k++)
        hessian[i * this.size + k]! += curvature * response[i - 1]! * response[k - 1]!;
    }
  }
}
