import type { CompiledModel } from '../model/compiled-model.js';
import type { Dataset } from './dataset.js';
import { poissonDeviance } from './poisson-deviance.js';
import { ratesAt, type ModelParameters } from './rates.js';

/** -ln L as it is written down, every gamma a parameter like the others (normal constraints only). */
export function fullLikelihood(model: CompiledModel, data: Dataset, parameters: ModelParameters): number {
  let value = 0;
  ratesAt(model, parameters).forEach((rate, b) => (value += poissonDeviance(data.counts[b]!, rate)));
  parameters.nuisances.forEach((theta, k) => (value += model.constrained[k] ? 0.5 * (theta - data.aux[k]!) ** 2 : 0));
  parameters.gammas.forEach((gamma, b) => {
    if (model.gammaKind[b]) value += 0.5 * ((gamma - data.gammaAux[b]!) / model.gammaWidth[b]!) ** 2;
  });
  return value;
}

/**
 * Minimises it over nuisances and gammas at a fixed signal by damped Newton steps with finite differences: slow, and
 * independent of the closed forms.
 */
export function fullConditionalFit(model: CompiledModel, data: Dataset, signal: number): number {
  const K = model.constrained.length;
  const x = [...data.aux, ...data.gammaAux];
  const value = (at: readonly number[]): number =>
    fullLikelihood(model, data, {
      signal,
      nuisances: Float64Array.from(at.slice(0, K)),
      gammas: Float64Array.from(at.slice(K)),
    });
  for (let turn = 0; turn < 400; turn++) {
    let moved = 0;
    for (let i = 0; i < x.length; i++) {
      const h = 1e-4;
      const at = (d: number): number => value(x.map((v, j) => (j === i ? v + d : v)));
      const slope = (at(h) - at(-h)) / (2 * h);
      const curvature = (at(h) - 2 * value(x) + at(-h)) / (h * h);
      const step = slope / Math.max(curvature, 1e-3);
      x[i] = i < K ? x[i]! - step : Math.max(1e-3, x[i]! - step);
      moved = Math.max(moved, Math.abs(step));
    }
    if (moved < 1e-8) break;
  }
  return value(x);
}
