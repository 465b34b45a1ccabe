/**
 * Cumulative standard normal distribution Phi(x), to 1e-14: phi(x) (x + x^3/3 + x^5/15 + ...) + 1/2 for |x| < 5, beyond
 * that the asymptotic continued fraction (Abramowitz and Stegun 26.2.11, 26.2.14).
 */
export function normalCdf(x: number): number {
  const density = Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
  if (Math.abs(x) < 5) return 0.5 + density * centralSeries(x);
  const outside = density / continuedFraction(Math.abs(x));
  return x > 0 ? 1 - outside : outside;
}

function centralSeries(x: number): number {
  let term = x;
  let sum = x;
  for (let odd = 3; Math.abs(term) > 1e-18 * Math.abs(sum); odd += 2) {
    term *= (x * x) / odd;
    sum += term;
  }
  return sum;
}

function continuedFraction(x: number): number {
  let tail = x;
  for (let k = 60; k > 0; k--) tail = x + k / tail;
  return tail;
}
