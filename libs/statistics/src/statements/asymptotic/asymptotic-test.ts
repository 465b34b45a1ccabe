import { globalFit } from '../../fit/global-fit.js';
import type { FitResult } from '../../fit/fit-result.js';
import { createModelFitter } from '../../fit/model-fitter.js';
import { asimovData, initialParameters, observedData } from '../../likelihood/dataset.js';
import { asymptoticCls, expectedCls } from './asymptotic-cls.js';
import type { Dataset, Model } from '../../model/model.js';
import { conditionalFits } from '../conditional-fits.js';
import type { FiveBand } from '../limit-band.js';
import { signalRange, testStatistic } from '../test-statistic.js';

export interface AsymptoticOptions {
  /** q~ without it. */
  readonly testStatistic?: 'q~' | 'q';
  /** Take the nominal expectation without signal for data, and state nothing observed. */
  readonly expectedOnly?: boolean;
}

/** A hypothesis test of one mu. */
export interface AsymptoticPoint {
  readonly mu: number;
  readonly qAsimov: number;
  readonly clsExpected: FiveBand;
  /** Absent where only expectations are asked for. */
  readonly observed?: { readonly q: number; readonly clsb: number; readonly clb: number; readonly cls: number };
}

/** Tests of any mu of one model, which share fits: two new ones for each mu. */
export interface AsymptoticTest {
  readonly testStatistic: 'q~' | 'q';
  readonly at: (mu: number) => AsymptoticPoint;
  /** Every point that was asked for, by mu. */
  readonly points: () => readonly AsymptoticPoint[];
  /** The free fit to the data, from several starts. */
  readonly free: () => FitResult;
  readonly failedFits: () => number;
}

/**
 * Prepares tests in the asymptotic approximation (arXiv:1007.1727). The Asimov data are the expectation, auxiliary
 * measurements too, at the fit with mu = 0 to the data. Their own free fit is exactly those parameters, with -ln L = 0
 * relative to the saturated model, so it is never made.
 */
export function asymptoticTest(model: Model, options: AsymptoticOptions = {}): AsymptoticTest {
  const { testStatistic: name = 'q~', expectedOnly = false } = options;
  const fitter = createModelFitter(model);
  const initial = initialParameters(model);
  const poi = model.pointOfInterest;
  const data: Dataset = expectedOnly ? asimovData(model, initial.with(poi, 0)) : observedData(model);
  const background = fitter.fit(data, { fixedAt: 0 });
  const asimov = asimovData(model, background.parameters);
  const onAsimov = conditionalFits(fitter, asimov, [background.parameters]);
  const onData = conditionalFits(fitter, data, [initial, background.parameters]);
  const range = signalRange(model, name);
  const near = Math.min(range[1], Math.max(1, initial[poi]!));
  let free = expectedOnly ? background : globalFit(fitter, data, { near, range, starts: [background.parameters] });
  const asked = new Set<number>();

  const observedAt = (mu: number): number => {
    const { value, parameters } = onData.at(mu);
    const inside = mu >= range[0] && mu <= range[1];
    if (inside && value < free.value - 1e-9) free = fitter.fit(data, { range, starts: [parameters, free.parameters] });
    return testStatistic(name, mu, { conditional: value, free: free.value, estimate: free.parameters[poi]! });
  };
  const at = (mu: number): AsymptoticPoint => {
    asked.add(mu);
    const conditional = onAsimov.at(mu).value;
    const qAsimov = testStatistic(name, mu, { conditional, free: 0, estimate: 0 });
    const expected = { mu, qAsimov, clsExpected: expectedCls(qAsimov) };
    if (expectedOnly) return expected;
    const q = observedAt(mu);
    return { ...expected, observed: { q, ...asymptoticCls(q, qAsimov, name) } };
  };
  return {
    testStatistic: name,
    at,
    points: () => [...asked].sort((a, b) => a - b).map(at),
    free: () => free,
    failedFits: () =>
      onAsimov.failed() + onData.failed() + [background, free].filter(({ status }) => status !== 'converged').length,
  };
}

/** CLs of one mu, as a statement. */
export interface AsymptoticHypothesisTest extends AsymptoticPoint {
  readonly kind: 'hypothesis-test';
  readonly statement: 'cls';
  readonly method: 'asymptotic';
  readonly testStatistic: 'q~' | 'q';
  /** The best mu; absent where only expectations are asked for. */
  readonly estimate?: number;
  readonly toys: 0;
  readonly refittedToys: 0;
  readonly failedFits: number;
}

/**
 * CLs = CLsb / CLb of one mu (J. Phys. G 28 (2002) 2693), observed, and expected without signal for -2 ... +2 standard
 * deviations (lowest CLs first, as pyhf orders them).
 * @example
 * asymptoticHypothesisTest(model, 1).observed?.cls;
 */
export function asymptoticHypothesisTest(
  model: Model,
  mu: number,
  options: AsymptoticOptions = {},
): AsymptoticHypothesisTest {
  const test = asymptoticTest(model, options);
  const point = test.at(mu);
  return {
    kind: 'hypothesis-test',
    statement: 'cls',
    method: 'asymptotic',
    testStatistic: test.testStatistic,
    ...point,
    ...(options.expectedOnly ? {} : { estimate: test.free().parameters[model.pointOfInterest]! }),
    toys: 0,
    refittedToys: 0,
    failedFits: test.failedFits(),
  };
}
