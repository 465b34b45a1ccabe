import { logarithmByRoots } from './logarithm-by-roots.js';

/**
 * Formulas that the toy kernel inlines: the same mathematics as the fit on the host, one bin at a time, written so that
 * single precision is enough.
 */

/** An exponential; a function of its own, so that each backend computes it in its own way. */
export function exponential(x: number): number {
  return Math.exp(x);
}

/**
 * gamma-hat of a bin with a normal constraint of width sigma around aux; the bin expects g gamma + c. A bin without
 * constraint has sigma = 0 and aux = 1, which gives gamma = 1. See `normalGamma`.
 */
export function gammaAtMaximum(n: number, g: number, c: number, aux: number, sigma: number): number {
  const v = g * sigma * sigma;
  const b = c + g * (v - aux);
  const k = c * (v - aux) - n * v;
  const root = Math.sqrt(Math.max(b * b - 4 * g * k, 0));
  const denominator = b > 0 ? b + root : 2 * g;
  const numerator = b > 0 ? -2 * k : root - b;
  const gamma = denominator > 0 ? numerator / denominator : 1;
  return Math.min(Math.max(gamma, 1e-10), 10);
}

/** 1 - n / lambda, and the weight n / lambda^2, with a share `soft` of the expected information 1 / lambda. */
export function residualAndWeight(n: number, lambda: number, soft: number): readonly [number, number] {
  const rate = Math.max(lambda, 1e-15);
  const ratio = n / rate;
  const observed = ratio / rate;
  const expected = 1 / Math.max(rate, 0.3);
  const residual = 1 - ratio;
  return [residual, observed + soft * (expected - observed)];
}

/** 1 / (w g^2 + 1 / sigma^2), the freedom of gamma; 0 where it is fixed or at a bound. */
export function gammaFreedom(gamma: number, weight: number, g: number, sigma: number): number {
  const width = gamma > 1e-9 && gamma < 9.999 ? sigma : 0;
  const spread = width * g;
  return (width * width) / (1 + weight * spread * spread);
}

/**
 * -ln Pois(n | first) + ln Pois(n | second) = second (x - ln(1 + x)) - (n - second) ln(1 + x), x = first / second - 1:
 * no difference of large numbers. With z = x / (2 + x), ln(1 + x) = 2 atanh z and x - ln(1 + x) = z x - 2 z^3 (1/3 + ...)
 * by their series where |x| < 0.3.
 */
export function likelihoodRatio(n: number, first: number, second: number): number {
  const rate = Math.max(second, 1e-15);
  const x = (first - second) / rate;
  const z = x / (2 + x);
  const y = z * z;
  const series = 2 * z * y * (0.3333333333 + y * (0.2 + y * (0.1428571429 + y * 0.1111111111)));
  const logarithm = logarithmByRoots(Math.max(1 + x, 1e-8));
  const near = Math.abs(x) < 0.3;
  const logOne = near ? 2 * z + series : logarithm;
  const excess = near ? z * x - series : x - logarithm;
  return n > 0 ? rate * excess - (n - rate) * logOne : first - second;
}
