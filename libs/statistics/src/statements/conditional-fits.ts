import type { FitResult } from '../fit/fit-result.js';
import type { ModelFitter } from '../fit/model-fitter.js';
import type { Dataset } from '../model/model.js';

/** Fits with the parameter of interest held, each made once. */
export interface ConditionalFits {
  readonly at: (mu: number) => FitResult;
  /** How many did not converge. */
  readonly failed: () => number;
}

/** Each fit starts from the given points and from the known fit at the nearest mu; the best counts. */
export function conditionalFits(fitter: ModelFitter, data: Dataset, starts: readonly Float64Array[]): ConditionalFits {
  const known = new Map<number, FitResult>();
  const nearest = (mu: number): Float64Array[] => {
    let best: number | undefined;
    for (const other of known.keys())
      if (best === undefined || Math.abs(other - mu) < Math.abs(best - mu)) best = other;
    return best === undefined ? [] : [known.get(best)!.parameters];
  };
  return {
    at: (mu) => {
      const fit = known.get(mu) ?? fitter.fit(data, { fixedAt: mu, starts: [...nearest(mu), ...starts] });
      known.set(mu, fit);
      return fit;
    },
    failed: () => [...known.values()].filter(({ status }) => status !== 'converged').length,
  };
}
