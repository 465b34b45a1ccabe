import { logarithmByRoots } from '../logarithm-by-roots.js';

/**
 * Formulas that toy kernels inline, written so that single precision is enough. As they stand they are the reference in
 * double precision.
 */

/** An exponential; a function of its own, so that each backend computes it in its own way. */
export function exponential(x: number): number {
  return Math.exp(x);
}

/** The factor of a normsys by code 1, with two derivatives: high^alpha above 0 and low^-alpha below. See `factorOf`. */
export function factorByCode1(
  alpha: number,
  logHigh: number,
  logLow: number,
): readonly [value: number, slope: number, curvature: number] {
  const rate = alpha > 0 ? logHigh : -logLow;
  const value = exponential(rate * alpha);
  return [value, rate * value, rate * rate * value];
}

/** One step of Horner's scheme for a polynomial, its slope and half its curvature. */
export function hornerStep(
  x: number,
  value: number,
  slope: number,
  half: number,
  coefficient: number,
): readonly [value: number, slope: number, half: number] {
  return [value * x + coefficient, slope * x + value, half * x + slope];
}

/** h(alpha) of a histosys by code 0, with two derivatives. See `bendOf`. */
export function bendByCode0(alpha: number): readonly [value: number, slope: number, curvature: number] {
  return [8 * Math.abs(alpha), alpha > 0 ? 8 : -8, 0];
}

/** The same by code 2. */
export function bendByCode2(alpha: number): readonly [value: number, slope: number, curvature: number] {
  const size = Math.abs(alpha);
  const sign = alpha > 0 ? 16 : -16;
  return [size < 1 ? 8 * alpha * alpha : 8 * (2 * size - 1), size < 1 ? 16 * alpha : sign, size < 1 ? 16 : 0];
}

/** The same by code 4p. */
export function bendByCode4p(alpha: number): readonly [value: number, slope: number, curvature: number] {
  const size = Math.abs(alpha);
  const y = alpha * alpha;
  const sign = alpha > 0 ? 8 : -8;
  return [
    size < 1 ? y * (15 + y * (3 * y - 10)) : 8 * size,
    size < 1 ? alpha * (30 + y * (18 * y - 40)) : sign,
    size < 1 ? 30 + y * (90 * y - 120) : 0,
  ];
}

/** gamma-hat of a bin that expects g gamma + c, with a normal constraint of width sigma. See `normalGammaAtMaximum`. */
export function normalGamma(n: number, g: number, c: number, aux: number, sigma: number): number {
  const v = g * sigma * sigma;
  return positiveRoot(g, c + g * (v - aux), c * (v - aux) - n * v);
}

/** The same with the constraint Pois(aux | tau gamma); without constraint tau and aux are 0. See `poissonGammaAtMaximum`. */
export function poissonGamma(n: number, g: number, c: number, aux: number, tau: number): number {
  return positiveRoot((g + tau) * g, (g + tau) * c - (n + aux) * g, -aux * c);
}

/** The larger root of a x^2 + b x + c, without loss where b > 0; 1 where every x is a root. */
export function positiveRoot(a: number, b: number, c: number): number {
  const root = Math.sqrt(Math.max(b * b - 4 * a * c, 0));
  const denominator = b > 0 ? b + root : 2 * a;
  const numerator = b > 0 ? -2 * c : root - b;
  return denominator > 0 ? numerator / denominator : 1;
}

/**
 * ln(1 + x) and x - ln(1 + x). With z = x / (2 + x), ln(1 + x) = 2 atanh z and x - ln(1 + x) = z x - 2 z^3 (1/3 + ...) by
 * their series where |x| < 0.3.
 */
export function logOnePlus(x: number): readonly [logarithm: number, excess: number] {
  const z = x / (2 + x);
  const y = z * z;
  const series = 2 * z * y * (0.3333333333 + y * (0.2 + y * (0.1428571429 + y * 0.1111111111)));
  const logarithm = logarithmByRoots(Math.max(1 + x, 1e-8));
  const near = Math.abs(x) < 0.3;
  return [near ? 2 * z + series : logarithm, near ? z * x - series : x - logarithm];
}

/** 2 atanh z for |z| < 0.18. */
export function twiceAtanh(z: number): number {
  const y = z * z;
  return 2 * z * (1 + y * (0.3333333333 + y * (0.2 + y * (0.1428571429 + y * 0.1111111111))));
}

/** ln x for x in [1/11, 11]; see `logarithmByRoots`, which is for more of x and less exact. */
export function logarithmByThreeRoots(x: number): number {
  const t = Math.sqrt(Math.sqrt(Math.sqrt(x)));
  const z = (t - 1) / (t + 1);
  const y = z * z;
  return 16 * z * (1 + y * (0.3333333333 + y * (0.2 + y * (0.1428571429 + y * 0.1111111111))));
}

/** The same for |x| < 0.3 alone. */
export function logOnePlusSmall(x: number): readonly [logarithm: number, excess: number] {
  const z = x / (2 + x);
  const y = z * z;
  const series = 2 * z * y * (0.3333333333 + y * (0.2 + y * (0.1428571429 + y * 0.1111111111)));
  return [2 * z + series, z * x - series];
}
