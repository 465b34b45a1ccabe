/**
 * Half the Poisson deviance, rate - n + n ln(n / rate): -ln L without its constants, written so that nothing is lost
 * when the rate is near n. With x = (rate - n) / n and z = x / (2 + x) it is n (x - ln(1 + x)), and for |x| < 1/4 the
 * series n (z x - 2 z^3 (1/3 + z^2/5 + z^4/7 + ...)). Rates below 1e-12 are taken as 1e-12.
 */
export function poissonDeviance(n: number, rate: number): number {
  if (n === 0) return rate;
  const x = (Math.max(rate, 1e-12) - n) / n;
  if (x > 0.25 || x < -0.25) return n * (x - Math.log1p(x));
  const z = x / (2 + x);
  const y = z * z;
  const series =
    1 / 3 + y * (1 / 5 + y * (1 / 7 + y * (1 / 9 + y * (1 / 11 + y * (1 / 13 + y * (1 / 15 + y * (1 / 17)))))));
  return n * z * (x - 2 * y * series);
}
