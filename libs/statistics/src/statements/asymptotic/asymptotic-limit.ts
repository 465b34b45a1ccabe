import { BAND_SIGMAS } from './asymptotic-cls.js';
import { findFallingRoot } from '../../numerics/find-root.js';
import { normalCdf, normalQuantile } from '../../numerics/normal.js';
import type { Model } from '../../model/model.js';
import {
  asymptoticTest,
  type AsymptoticOptions,
  type AsymptoticPoint,
  type AsymptoticTest,
} from './asymptotic-test.js';
import { signalRegion } from '../choose-method.js';
import type { FiveBand, LimitBand, ScanPoint } from '../limit-band.js';

/** Upper limits on mu by CLs in the asymptotic approximation. */
export interface AsymptoticLimit extends LimitBand {
  readonly method: 'asymptotic';
  readonly testStatistic: 'q~' | 'q';
  /** The best mu; absent where only expectations are asked for. */
  readonly estimate?: number;
  readonly medianError: 0;
  readonly observedError: 0;
  readonly toys: 0;
  readonly refittedToys: 0;
}

export interface AsymptoticLimitOptions extends AsymptoticOptions {
  /** Confidence level, e.g. 0.90. */
  readonly cl: number;
}

/** Relative width to which a limit is followed. */
const TOLERANCE = 1e-8;

/**
 * Upper limits where CLs = 1 - cl, expected for -2 ... +2 standard deviations and observed, as roots of
 * ln(CLs / (1 - cl)). The bracket widens by itself up to the upper bound of mu; a limit beyond is NaN, and the status says
 * `outside-range`.
 * @example
 * asymptoticLimit(model, { cl: 0.95 }).expected[2];
 */
export function asymptoticLimit(model: Model, options: AsymptoticLimitOptions): AsymptoticLimit {
  const { cl, expectedOnly = false } = options;
  const test = asymptoticTest(model, options);
  const { upper } = model.parameters[model.pointOfInterest]!;
  const guesses = guessLimits(test, model, cl);
  const limit = (cls: (point: AsymptoticPoint) => number, guess: number): number => {
    const excess = (mu: number): number => Math.log(Math.max(cls(test.at(mu)), 1e-300) / (1 - cl));
    const root = findFallingRoot(excess, Math.min(guess, upper), TOLERANCE, upper);
    return root.kind === 'root' ? root.x : NaN;
  };
  const expected = guesses.map((guess, band) => limit((p) => p.clsExpected[band]!, guess)) as unknown as FiveBand;
  const start = Number.isNaN(expected[2]) ? upper : expected[2];
  const observed = expectedOnly ? undefined : limit((p) => p.observed!.cls, start);
  const failedFits = test.failedFits();
  const found = [...expected, observed ?? 0].every((number) => !Number.isNaN(number));
  return {
    kind: 'limit-band',
    statement: 'upper-limit-cls',
    method: 'asymptotic',
    testStatistic: test.testStatistic,
    cl,
    status: failedFits > 0 ? 'fit-failed' : found ? 'ok' : 'outside-range',
    expected,
    ...(observed === undefined ? {} : { observed, estimate: test.free().parameters[model.pointOfInterest]! }),
    medianError: 0,
    observedError: 0,
    scan: test.points().map(scanPoint),
    toys: 0,
    refittedToys: 0,
    failedFits,
    backgroundInWindow: signalRegion(model).background,
  };
}

/**
 * mu_k = sigma (Phi^-1(1 - alpha Phi(k)) + k) (arXiv:1007.1727, eq. 89 with CLs), sigma = mu / sqrt(qA) where qA is a
 * few; without an effect of mu the middle of its range.
 */
function guessLimits(test: AsymptoticTest, { parameters, pointOfInterest }: Model, cl: number): number[] {
  const { upper, initial } = parameters[pointOfInterest]!;
  let mu = initial > 0 && initial <= upper ? initial : 0.5 * upper;
  for (let step = 0; step < 4; step++) {
    const q = test.at(mu).qAsimov;
    if (q > 0.3 && q < 10) break;
    if (!(q > 0)) return BAND_SIGMAS.map(() => 0.5 * upper);
    if (mu === upper && q < 1) break;
    mu = Math.min(upper, (2 * mu) / Math.sqrt(q));
  }
  const sigma = mu / Math.sqrt(test.at(mu).qAsimov);
  return BAND_SIGMAS.map((k) => sigma * (normalQuantile(1 - (1 - cl) * normalCdf(k)) + k));
}

function scanPoint({ mu, clsExpected, observed }: AsymptoticPoint): ScanPoint {
  return { mu, clsExpected, ...(observed ? { clsObserved: observed.cls } : {}), error: 0, toys: 0 };
}
