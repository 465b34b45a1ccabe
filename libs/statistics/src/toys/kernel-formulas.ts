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

/** 1 - n / lambda, and the weight n / lambda^2 of the bin, reduced by the freedom of its gamma (Schur complement). */
export function residualAndWeight(n: number, lambda: number, spread: number, soft: number): readonly [number, number] {
  const rate = Math.max(lambda, 1e-15);
  const ratio = n / rate;
  const observed = ratio / rate;
  const expected = 1 / Math.max(rate, 0.3);
  const weight = observed + soft * (expected - observed);
  const reduced = weight / (1 + weight * spread * spread);
  const residual = 1 - ratio;
  return [residual, reduced];
}

/**
 * -ln Pois(n | first) + ln Pois(n | second) = second (x - ln(1 + x)) - (n - second) ln(1 + x), x = first / second - 1:
 * no difference of large numbers. With z = x / (2 + x), ln(1 + x) = 2 atanh z and x - ln(1 + x) = z x - 2 z^3 (1/3 + ...)
 * by their series where |x| < 0.3.
 */
export function likelihoodRatio(n: number, first: number, second: number): number {
  const rate = Math.max(second, 1e-15);
  const x = Math.max((first - second) / rate, -0.9999999);
  const z = x / (2 + x);
  const y = z * z;
  const series = 2 * z * y * (0.3333333333 + y * (0.2 + y * (0.1428571429 + y * (0.1111111111 + y * 0.0909090909))));
  const logarithm = Math.log(1 + x);
  const near = Math.abs(x) < 0.3;
  const logOne = near ? 2 * z + series : logarithm;
  const excess = near ? z * x - series : x - logarithm;
  return n > 0 ? rate * excess - (n - rate) * logOne : first - second;
}
