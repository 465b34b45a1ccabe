import { initialParameters } from '../likelihood/dataset.js';
import type { Dataset } from '../model/model.js';
import type { FitResult } from './fit-result.js';
import type { FitOptions, ModelFitter } from './model-fitter.js';

export interface GlobalFitOptions {
  /** The fit with the parameter of interest held here is one of the starts. */
  readonly near: number;
  readonly range?: readonly [number, number];
  /** Further points to start from. */
  readonly starts?: readonly Float64Array[];
}

/**
 * The free fit from several starts: the initial parameters, the fit with the parameter of interest held at `near`, and
 * that at 0 (or the bound nearest to it). The best counts, since -ln L can have several minima; `otherMinima` tells.
 */
export function globalFit(
  fitter: ModelFitter,
  data: Dataset,
  { near, range, starts = [] }: GlobalFitOptions,
): FitResult {
  const { lower, upper } = fitter.model.parameters[fitter.model.pointOfInterest]!;
  const [lowest, highest] = range ?? [lower, upper];
  const held = [near, 0].map((mu) => Math.min(highest, Math.max(lowest, mu)));
  const conditional = [...new Set(held)].map((fixedAt) => fitter.fit(data, { fixedAt }).parameters);
  const options: FitOptions = { starts: [initialParameters(fitter.model), ...conditional, ...starts] };
  return fitter.fit(data, range ? { ...options, range } : options);
}
