import type { FitResult } from '../fit/fit-result.js';
import { globalFit } from '../fit/global-fit.js';
import { createModelFitter } from '../fit/model-fitter.js';
import { asimovData, initialParameters, observedData } from '../likelihood/dataset.js';
import type { Dataset, Model } from '../model/model.js';
import { freeRange, type ToyStatistic } from './toy-ensemble.js';

/** What the toys of a test are drawn from, and what the data say. */
export interface DataFits {
  readonly data: Dataset;
  /** The fit with mu = 0. */
  readonly background: FitResult;
  /** The free fit. */
  readonly free: FitResult;
  /** The fit with mu held. */
  readonly conditional: (mu: number) => FitResult;
  /** The test statistic of the data. */
  readonly observed: (mu: number) => number;
  /** Fits that did not converge. */
  readonly failedFits: () => number;
}

/**
 * Fits to the observed data, or with `expectedOnly` to the nominal expectation without signal; conditional fits are made
 * once. The free fit starts from the initial parameters, from the fit without signal and from one with signal.
 */
export function dataFits(model: Model, statistic: ToyStatistic, expectedOnly = false): DataFits {
  const fitter = createModelFitter(model);
  const initial = initialParameters(model);
  const withoutSignal = initial.with(model.pointOfInterest, 0);
  const data = expectedOnly ? asimovData(model, withoutSignal) : observedData(model);
  const known = new Map<number, FitResult>();
  const counted = (fit: FitResult): FitResult => {
    if (fit.status !== 'converged') failed++;
    return fit;
  };
  let failed = 0;
  const background = counted(fitter.fit(data, { fixedAt: 0, starts: [withoutSignal] }));
  known.set(0, background);
  const conditional = (mu: number): FitResult => {
    const before = known.get(mu);
    if (before) return before;
    const starts = [initial, background.parameters].map((point) => point.with(model.pointOfInterest, mu));
    const fit = counted(fitter.fit(data, { fixedAt: mu, starts }));
    known.set(mu, fit);
    return fit;
  };
  const near = Math.min(model.parameters[model.pointOfInterest]!.upper, Math.max(1, initial[model.pointOfInterest]!));
  const free = counted(globalFit(fitter, data, { near, range: freeRange(model, statistic) }));
  return {
    data,
    background,
    free,
    conditional,
    observed: (mu) => {
      const oneSided = statistic === 'q' || statistic === 'q~';
      if (oneSided && free.parameters[model.pointOfInterest]! >= mu) return 0;
      return Math.max(0, 2 * (conditional(mu).value - free.value));
    },
    failedFits: () => failed,
  };
}
