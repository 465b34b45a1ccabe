/** -2, -1, 0, +1, +2 standard deviations of the background-only expectation; lowest limit first. */
export type FiveBand = readonly [number, number, number, number, number];

/** Five numbers that are not known. */
export const FIVE_NAN: FiveBand = [NaN, NaN, NaN, NaN, NaN];

/** `ok`, or why there is no number: see `LimitBand`. */
export type LimitStatus = 'ok' | 'outside-range' | 'fit-failed';

export type LimitMethod = 'asymptotic' | 'toys';

/** What is asked of an upper limit on the signal strength mu. */
export interface LimitOptions {
  /** Confidence level, e.g. 0.90. */
  readonly cl: number;
  /** `auto` takes toys where fewer than 10 background events are expected under the signal, else asymptotic. */
  readonly method: LimitMethod | 'auto';
  readonly toys: { readonly minimum: number; readonly maximum: number; readonly error: number };
  /** 64-bit key of the toys' random stream; the result depends on it and on nothing of the machine. */
  readonly key: readonly [number, number];
  /** q~ (mu-hat not below 0; the default), or q as pyhf has it (mu-hat down to the lower bound of mu). */
  readonly testStatistic?: 'q~' | 'q';
  /** Take the nominal expectation without signal for data, and state no observed limit. */
  readonly expectedOnly?: boolean;
}

/** One scanned signal strength. */
export interface ScanPoint {
  readonly mu: number;
  readonly clsExpected: FiveBand;
  readonly clsObserved?: number;
  /** Standard error of the median expected CLs from the number of toys; 0 for asymptotic. */
  readonly error: number;
  readonly toys: number;
}

/**
 * Upper limits on mu. `status` is `ok`, or says why there is no number: `outside-range` (the CLs curve of a band, or of
 * the data, does not reach the level for any mu that is allowed; that limit is NaN) or `fit-failed`.
 */
export interface LimitBand {
  readonly kind: 'limit-band';
  readonly statement: 'upper-limit-cls';
  readonly status: LimitStatus;
  readonly method: LimitMethod;
  readonly cl: number;
  readonly testStatistic?: 'q~' | 'q';
  /** Expected limits on mu; NaN for one that does not exist. */
  readonly expected: FiveBand;
  readonly observed?: number;
  /** Standard error of the median from the finite number of toys, in mu; 0 for asymptotic. */
  readonly medianError: number;
  /** The same of the observed limit. */
  readonly observedError?: number;
  /** Expected limits by the asymptotic method, where `expected` are by toys. */
  readonly asymptotic?: FiveBand;
  /** Why this method was taken, where it was not asked for. */
  readonly reason?: string;
  readonly scan: readonly ScanPoint[];
  readonly toys: number;
  /** Toys whose kernel fit did not converge and that were refitted in double precision. */
  readonly refittedToys: number;
  /** Fits that did not converge after every retry. */
  readonly failedFits: number;
  /** Expected background events under the signal: sum_b b_b weighted by the signal shape (see `effectiveBackground`). */
  readonly backgroundInWindow: number;
}
