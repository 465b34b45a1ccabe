import type { InterpolationCode } from '../model/model.js';

/** A function of one parameter with its first two derivatives; one object is used again for every call. */
export interface Curve {
  value: number;
  slope: number;
  curvature: number;
}

/** Which derivative is meant where a function has a kink at 0: from above (+1) or from below (-1). */
export type Side = 1 | -1;

/**
 * How an additive variation bends: events added to a bin are S alpha + A h(alpha), with S = (up + down) / 2,
 * A = (up - down) / 16, up = high - nominal, down = nominal - low (CERN-OPEN-2012-016). Up to |alpha| = 1, h is 8 |alpha|
 * (code 0, linear on both sides), 8 alpha^2 (code 2), or alpha^2 (15 + alpha^2 (3 alpha^2 - 10)) (code 4p); beyond, all go
 * on in straight lines.
 */
export function bendOf(code: 'code0' | 'code2' | 'code4p', alpha: number, side: Side, into: Curve): void {
  const sign = alpha === 0 ? side : Math.sign(alpha);
  const size = Math.abs(alpha);
  if (code === 'code0') set(into, 8 * size, 8 * sign, 0);
  else if (code === 'code2' && size <= 1) set(into, 8 * size * size, 16 * alpha, 16);
  else if (code === 'code2') set(into, 8 * (2 * size - 1), 16 * sign, 0);
  else if (size > 1) set(into, 8 * size, 8 * sign, 0);
  else {
    const y = alpha * alpha;
    set(into, y * (15 + y * (3 * y - 10)), alpha * (30 + y * (18 * y - 40)), 30 + y * (90 * y - 120));
  }
}

/** What a multiplicative variation needs to be evaluated: its values at +1 and -1, and their logarithms. */
export interface Variation {
  readonly logHigh: number;
  readonly logLow: number;
  /** c_1 ... c_6 of 1 + sum c_i alpha^i between -1 and +1 (code 4); empty for code 1. */
  readonly polynomial: readonly number[];
}

/**
 * Prepares a factor that is `high` at +1 and `low` at -1. Code 4 has the polynomial of sixth degree that joins the
 * exponentials at +-1 with two continuous derivatives: c = A^-1 v with
 * v = (hi - 1, lo - 1, hi ln hi, -lo ln lo, hi ln^2 hi, lo ln^2 lo) (CERN-OPEN-2012-016).
 */
export function variationOf(code: 'code1' | 'code4', high: number, low: number): Variation {
  const logHigh = Math.log(high);
  const logLow = Math.log(low);
  if (code === 'code1') return { logHigh, logLow, polynomial: [] };
  const v = [high - 1, low - 1, high * logHigh, -low * logLow, high * logHigh ** 2, low * logLow ** 2];
  const polynomial = INVERSE.map((row) => row.reduce((sum, a, k) => sum + a * v[k]!, 0) / 16);
  return { logHigh, logLow, polynomial };
}

/** 16 A^-1, row by row. */
const INVERSE = [
  [15, -15, -7, -7, 1, -1],
  [24, 24, -9, 9, 1, 1],
  [-10, 10, 10, 10, -2, 2],
  [-24, -24, 14, -14, -2, -2],
  [3, -3, -3, -3, 1, -1],
  [8, 8, -5, 5, 1, 1],
];

/** The factor high^alpha above and low^-alpha below, with the polynomial between -1 and +1 if there is one. */
export function factorOf({ logHigh, logLow, polynomial }: Variation, alpha: number, side: Side, into: Curve): void {
  if (polynomial.length === 6 && alpha > -1 && alpha < 1) {
    sixthDegree(polynomial, alpha, into);
    return;
  }
  const rate = alpha > 0 || (alpha === 0 && side > 0) ? logHigh : -logLow;
  const value = Math.exp(rate * alpha);
  set(into, value, rate * value, rate * rate * value);
}

function sixthDegree(c: readonly number[], x: number, into: Curve): void {
  let value = c[5]!;
  let slope = 0;
  let half = 0;
  for (let i = 4; i >= -1; i--) {
    half = half * x + slope;
    slope = slope * x + value;
    value = value * x + (i < 0 ? 1 : c[i]!);
  }
  set(into, value, slope, 2 * half);
}

function set(into: Curve, value: number, slope: number, curvature: number): void {
  into.value = value;
  into.slope = slope;
  into.curvature = curvature;
}

/** Whether the derivative jumps at 0, so that a minimum can sit exactly there. */
export function hasKink(code: InterpolationCode): boolean {
  return code === 'code0' || code === 'code1';
}
