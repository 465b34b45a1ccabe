import type { CompiledModel } from '../model/compiled-model.js';

/** A point in the parameter space of a model. */
export interface ModelParameters {
  /** Expected signal events nu = mu * signalYield. */
  readonly signal: number;
  readonly nuisances: Float64Array;
  readonly gammas: Float64Array;
}

/** No signal, every nuisance at its nominal value. */
export function nominalParameters(model: CompiledModel): ModelParameters {
  return {
    signal: 0,
    nuisances: new Float64Array(model.constrained.length),
    gammas: new Float64Array(model.bins).fill(1),
  };
}

/** Expected events, bin by bin. */
export function ratesAt(model: CompiledModel, { signal, nuisances, gammas }: ModelParameters): Float64Array {
  const nu = signal * Math.exp(dot(model.signalResponse, nuisances));
  const rates = model.shape.map((s) => nu * s);
  for (const group of model.groups) {
    const scale = Math.exp(dot(group.response, nuisances));
    for (let b = 0; b < model.bins; b++) rates[b]! += scale * group.yields[b]! * (group.carriesGamma ? gammas[b]! : 1);
  }
  return rates;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
