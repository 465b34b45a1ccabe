import { FREE_BOUND, PULL_BOUND, type CompiledModel } from '../model/compiled-model.js';
import { boundedNewton } from './bounded-newton.js';
import type { Dataset } from './dataset.js';
import type { Box } from './objective.js';
import { profiledLikelihood } from './profiled-likelihood.js';
import type { ModelParameters } from './rates.js';

/** The result of a fit; a fit that did not converge is a value, with the best point it found. */
export interface FitResult {
  readonly status: 'converged' | 'not-converged';
  /** -ln L, constants of the data left out. */
  readonly value: number;
  readonly parameters: ModelParameters;
  readonly edm: number;
  readonly iterations: number;
}

/** Fits of one model; holds scratch space, so use one per thread of work. */
export interface Fitter {
  readonly model: CompiledModel;
  /** Maximum of the likelihood at a fixed number of signal events. */
  readonly conditional: (data: Dataset, signal: number, starts?: readonly ModelParameters[]) => FitResult;
  /** Maximum of the likelihood with the signal free in [0, infinity); the best of all starts. */
  readonly free: (data: Dataset, starts?: readonly ModelParameters[]) => FitResult;
}

/** Double-precision maximum-likelihood fits by bounded Newton steps (see `boundedNewton`, `profiledLikelihood`). */
export function createFitter(model: CompiledModel): Fitter {
  const likelihood = profiledLikelihood(model);
  const minimise = boundedNewton(likelihood);
  const nominal = new Float64Array(model.constrained.length);

  const fitFrom = (data: Dataset, signal: number, nuisances: Float64Array, box: Box): FitResult => {
    const parameters = Float64Array.from([signal, ...nuisances]);
    const minimum = minimise(data, parameters, box);
    const point = { signal: parameters[0]!, nuisances: parameters.slice(1), gammas: likelihood.gammas.slice() };
    return { ...minimum, parameters: point };
  };

  return {
    model,
    conditional: (data, signal, starts) => {
      const box = boxOf(model, data, signal, signal);
      return best(
        (starts?.map((s) => s.nuisances) ?? [nominal]).map((start) => () => fitFrom(data, signal, start, box)),
      );
    },
    free: (data, starts) => {
      const box = boxOf(model, data, 0, signalCeiling(model, data));
      const from = starts ?? [{ signal: excess(model, data), nuisances: nominal }];
      return best(
        from.map((start) => () => fitFrom(data, awayFromZero(start.signal, model, data), start.nuisances, box)),
      );
    },
  };
}

/** The lowest converged fit, or the lowest of all when none converged. */
function best(fits: readonly (() => FitResult)[]): FitResult {
  return fits
    .map((fit) => fit())
    .reduce((a, b) => {
      if (a.status !== b.status) return a.status === 'converged' ? a : b;
      return b.value < a.value ? b : a;
    });
}

function boxOf(model: CompiledModel, data: Dataset, lowest: number, highest: number): Box {
  const centre = (k: number): number => (model.constrained[k] ? data.aux[k]! : 0);
  const reach = (k: number): number => (model.constrained[k] ? PULL_BOUND : FREE_BOUND);
  return {
    lower: Float64Array.from([lowest, ...model.constrained.map((_, k) => centre(k) - reach(k))]),
    upper: Float64Array.from([highest, ...model.constrained.map((_, k) => centre(k) + reach(k))]),
  };
}

/** More signal than this no data can ask for: in no bin does the signal alone exceed 1000 times (events + 1). */
function signalCeiling(model: CompiledModel, data: Dataset): number {
  const peak = model.shape.reduce((a, b) => Math.max(a, b), 0);
  return (1e3 * (total(data.counts) + 1)) / Math.max(peak, 1e-12);
}

function excess(model: CompiledModel, data: Dataset): number {
  return Math.max(0, total(data.counts) - total(model.background));
}

/** A start on the bound can hide a minimum inside: 5 % of the events are put in at least. */
function awayFromZero(signal: number, model: CompiledModel, data: Dataset): number {
  return Math.max(signal, 0.05 * (1 + excess(model, data)));
}

function total(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum;
}
