import { asimovDataset, datasetOf, type Dataset } from '../fit/dataset.js';
import { createFitter, type FitResult, type Fitter } from '../fit/fitter.js';
import { nominalParameters } from '../fit/rates.js';
import type { CompiledModel } from '../model/compiled-model.js';
import { asymptoticCls, expectedCls } from './asymptotic-cls.js';
import { findFallingRoot } from './find-root.js';
import { FIVE_NAN, type FiveBand, type LimitStatus } from './limit-band.js';
import { globalFit, qMuTilde } from './q-mu-tilde.js';

/** q~ and CLs at one number of signal events. */
interface AsymptoticPoint {
  readonly signal: number;
  readonly q?: number;
  readonly qAsimov: number;
  readonly clsExpected: FiveBand;
  readonly clsObserved?: number;
}

/** Asymptotic upper limits in signal events, with every point that was computed on the way. */
export interface AsymptoticLimit {
  readonly status: LimitStatus;
  readonly expected: FiveBand;
  readonly observed?: number;
  readonly points: readonly AsymptoticPoint[];
  readonly failedFits: number;
}

/** A test of any signal strength in the asymptotic approximation; two new fits a point (conditional on data, on Asimov). */
export interface AsymptoticTest {
  readonly at: (signal: number) => AsymptoticPoint;
  readonly points: () => readonly AsymptoticPoint[];
  readonly failedFits: () => number;
  /** Fit without signal to the observed data, or the nominal parameters without data: what the Asimov data are made of. */
  readonly background: FitResult | undefined;
}

/**
 * Prepares the test. The Asimov data are the expectation without signal at the conditional fit to the data (nominal
 * without data); their own free fit is exactly those parameters, so it is never made.
 */
export function asymptoticTest(model: CompiledModel): AsymptoticTest {
  const fitter = createFitter(model);
  const data = model.observed ? datasetOf(model, model.observed) : undefined;
  const background = data ? fitter.conditional(data, 0) : undefined;
  const truth = background?.parameters ?? nominalParameters(model);
  const asimov = asimovDataset(model, truth);
  const asimovFree = asimovFit(fitter, asimov, background);
  const free = data ? globalFit(fitter, data, 1 + 0.1 * sum(data.counts)) : undefined;
  const cache = new Map<number, AsymptoticPoint>();
  let failed = [background, free].filter((fit) => fit && fit.status !== 'converged').length;

  const at = (signal: number): AsymptoticPoint => {
    const known = cache.get(signal);
    if (known) return known;
    const expected = qMuTilde(fitter, asimov, signal, asimovFree);
    const observed = data && free ? qMuTilde(fitter, data, signal, free) : undefined;
    failed += [expected, observed].filter((q) => q && q.status !== 'converged').length;
    const point = {
      signal,
      qAsimov: expected.q,
      clsExpected: expectedCls(expected.q),
      ...(observed ? { q: observed.q, clsObserved: asymptoticCls(observed.q, expected.q).cls } : {}),
    };
    cache.set(signal, point);
    return point;
  };
  return {
    at,
    background,
    points: () => [...cache.values()].sort((a, b) => a.signal - b.signal),
    failedFits: () => failed,
  };
}

/** Upper limits where CLs = 1 - cl, expected (five bands) and observed. */
export function asymptoticLimit(model: CompiledModel, cl: number): AsymptoticLimit {
  const none = { expected: FIVE_NAN, points: [], failedFits: 0 };
  if (!(model.signalYield > 0)) return { ...none, status: 'outside-range' };
  const test = asymptoticTest(model);
  let guess = 1 + sum(model.background) ** 0.5;
  const limit = (cls: (point: AsymptoticPoint) => number): number => {
    const root = findFallingRoot((signal) => Math.log(Math.max(cls(test.at(signal)), 1e-300) / (1 - cl)), guess);
    if (root.kind === 'root') guess = root.x;
    return root.kind === 'root' ? root.x : NaN;
  };
  const expected = [2, 3, 4, 1, 0].map((band) => [band, limit((p) => p.clsExpected[band]!)] as const);
  const bands = expected.sort((a, b) => a[0] - b[0]).map(([, x]) => x) as unknown as FiveBand;
  const observed = model.observed ? limit((p) => p.clsObserved!) : undefined;
  const numbers = [...bands, ...(observed === undefined ? [] : [observed])];
  const found = numbers.every(Number.isFinite);
  const failedFits = test.failedFits();
  return {
    status: found ? (failedFits > 0 ? 'fit-failed' : 'ok') : 'outside-range',
    expected: bands,
    ...(observed === undefined ? {} : { observed }),
    points: test.points(),
    failedFits,
  };
}

function asimovFit(fitter: Fitter, asimov: Dataset, background: FitResult | undefined): FitResult {
  const parameters = background?.parameters ?? nominalParameters(fitter.model);
  const value = fitter.conditional(asimov, 0, [parameters]).value;
  return { status: 'converged', value, parameters: { ...parameters, signal: 0 }, edm: 0, iterations: 0 };
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
