import type { Dataset } from '../fit/dataset.js';
import type { FitResult, Fitter } from '../fit/fitter.js';
import { nominalParameters } from '../fit/rates.js';

/** A test statistic, with the fit that it came from. */
export interface TestStatistic {
  readonly status: 'converged' | 'not-converged';
  readonly q: number;
  readonly conditional: FitResult;
}

/**
 * q~_mu = 2 [-ln L(mu, theta-hat-hat) + ln L(mu-hat, theta-hat)] with mu-hat >= 0, and 0 where mu-hat > mu
 * (arXiv:1007.1727, eq. 16). `signal` is mu in signal events.
 */
export function qMuTilde(fitter: Fitter, data: Dataset, signal: number, free: FitResult): TestStatistic {
  const conditional = fitter.conditional(data, signal, [nominalParameters(fitter.model), free.parameters]);
  const status = conditional.status === 'converged' ? free.status : 'not-converged';
  const q = free.parameters.signal > signal ? 0 : Math.max(0, 2 * (conditional.value - free.value));
  return { status, q, conditional };
}

/** The free fit from several starts: nominal, the conditional fit without signal, and that at `signal` events. */
export function globalFit(fitter: Fitter, data: Dataset, signal: number): FitResult {
  const starts = [nominalParameters(fitter.model), ...[0, signal].map((s) => fitter.conditional(data, s).parameters)];
  return fitter.free(data, starts);
}
