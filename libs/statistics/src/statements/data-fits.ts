import type { FitResult } from '../fit/fit-result.js';
import { globalFit } from '../fit/global-fit.js';
import { createModelFitter } from '../fit/model-fitter.js';
import { asimovData, initialParameters, observedData } from '../likelihood/dataset.js';
import type { Dataset, Model } from '../model/model.js';
import { conditionalFits } from './conditional-fits.js';
import { signalRange, testStatistic, type TestStatisticName } from './test-statistic.js';

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
export function dataFits(model: Model, statistic: TestStatisticName, expectedOnly = false): DataFits {
  const fitter = createModelFitter(model);
  const initial = initialParameters(model);
  const poi = model.pointOfInterest;
  const data = expectedOnly ? asimovData(model, initial.with(poi, 0)) : observedData(model);
  const background = fitter.fit(data, { fixedAt: 0 });
  const conditional = conditionalFits(fitter, data, [initial, background.parameters]);
  const range = signalRange(model, statistic);
  const near = Math.min(range[1], Math.max(1, initial[poi]!));
  const free = globalFit(fitter, data, { near, range, starts: [background.parameters] });
  const failed = [background, free].filter(({ status }) => status !== 'converged').length;
  return {
    data,
    background,
    free,
    conditional: (mu) => (mu === 0 ? background : conditional.at(mu)),
    observed: (mu) => {
      const held = mu === 0 ? background : conditional.at(mu);
      return testStatistic(statistic, mu, {
        conditional: held.value,
        free: Math.min(free.value, held.value),
        estimate: free.parameters[poi]!,
      });
    },
    failedFits: () => failed + conditional.failed(),
  };
}
