import type { Model } from '../model/model.js';

/**
 * Test statistics of arXiv:1007.1727: `q~` (eq. 16) and `q` (eq. 14) for upper limits, `q0` (eq. 12) for discovery, `t`
 * (eq. 11) for two-sided intervals.
 */
export type TestStatisticName = 'q~' | 'q' | 'q0' | 't';

/** -ln L of both fits, and the estimate of the parameter of interest in the free one. */
export interface FitPair {
  readonly conditional: number;
  readonly free: number;
  readonly estimate: number;
}

/**
 * 2 [-ln L(mu, theta-hat-hat) + ln L(mu-hat, theta-hat)], and 0 where the estimate lies on the side that does not speak
 * against mu: above mu for q and q~, below 0 for q0 (whose mu is 0). Never negative.
 */
export function testStatistic(name: TestStatisticName, mu: number, { conditional, free, estimate }: FitPair): number {
  const rise = conditional === free ? 0 : Math.max(0, 2 * (conditional - free));
  switch (name) {
    case 'q~':
    case 'q':
      return estimate > mu ? 0 : rise;
    case 'q0':
      return estimate < mu ? 0 : rise;
    case 't':
      return rise;
  }
}

/** Where the parameter of interest is free: from its own lower bound for q, else from 0, to its upper bound. */
export function signalRange(
  { parameters, pointOfInterest }: Model,
  name: TestStatisticName,
): readonly [number, number] {
  const { lower, upper } = parameters[pointOfInterest]!;
  return [name === 'q' ? lower : Math.max(0, lower), upper];
}
