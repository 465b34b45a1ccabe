import { globalFit } from '../../fit/global-fit.js';
import { createModelFitter } from '../../fit/model-fitter.js';
import { asimovData, initialParameters, observedData } from '../../likelihood/dataset.js';
import { normalCdf } from '../../numerics/normal.js';
import type { Model } from '../../model/model.js';
import { signalRange, testStatistic } from '../test-statistic.js';

export interface DiscoveryOptions {
  /** The signal strength that the expectation is for; 1 without it. */
  readonly signal?: number;
}

/** A test of the hypothesis without signal. */
export interface Discovery {
  readonly kind: 'discovery';
  readonly statement: 'discovery';
  readonly method: 'asymptotic';
  readonly testStatistic: 'q0';
  readonly q0: number;
  /** Z, in standard deviations. */
  readonly significance: number;
  readonly p0: number;
  /** The best mu, not below 0. */
  readonly estimate: number;
  /** The median that a signal of strength `mu` gives. */
  readonly expected: { readonly mu: number; readonly significance: number; readonly p0: number };
  readonly failedFits: number;
}

/**
 * Z = sqrt(q0), p0 = 1 - Phi(Z) (arXiv:1007.1727, eqs. 52, 53). Expected: q0 of the Asimov data at the fit with mu held
 * at the given strength to the data (their free fit is those parameters). Infinite where the data are impossible without
 * a signal.
 */
export function discovery(model: Model, { signal = 1 }: DiscoveryOptions = {}): Discovery {
  const fitter = createModelFitter(model);
  const data = observedData(model);
  const poi = model.pointOfInterest;
  const range = signalRange(model, 'q0');
  const background = fitter.fit(data, { fixedAt: 0 });
  const free = globalFit(fitter, data, { near: Math.max(1, initialParameters(model)[poi]!), range });
  const withSignal = fitter.fit(data, { fixedAt: signal });
  const asimov = asimovData(model, withSignal.parameters);
  const starts = [withSignal.parameters, initialParameters(model)];
  const onAsimov = fitter.fit(asimov, { fixedAt: 0, starts });
  const estimate = free.parameters[poi]!;
  const q0 = testStatistic('q0', 0, { conditional: background.value, free: free.value, estimate });
  const expected = testStatistic('q0', 0, { conditional: onAsimov.value, free: 0, estimate: signal });
  const fits = [background, free, withSignal, onAsimov];
  return {
    kind: 'discovery',
    statement: 'discovery',
    method: 'asymptotic',
    testStatistic: 'q0',
    q0,
    ...significanceOf(q0),
    estimate,
    expected: { mu: signal, ...significanceOf(expected) },
    failedFits: fits.filter(({ status }) => status !== 'converged').length,
  };
}

function significanceOf(q0: number): { readonly significance: number; readonly p0: number } {
  const significance = Math.sqrt(q0);
  return { significance, p0: normalCdf(-significance) };
}
