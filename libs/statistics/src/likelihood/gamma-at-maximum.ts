/**
 * The gamma that maximises Pois(n | g gamma + c) N(a | gamma, sigma): the root with a positive expectation of
 * g gamma^2 + (c - a g + g^2 sigma^2) gamma + c (g sigma^2 - a) - n g sigma^2 = 0.
 */
export function normalGammaAtMaximum(n: number, g: number, c: number, a: number, sigma: number): number {
  const v = g * sigma * sigma;
  return rootOf(g, c - a * g + g * v, c * (v - a) - n * v, a);
}

/**
 * The gamma that maximises Pois(n | g gamma + c) Pois(m | tau gamma): the root with a positive expectation of
 * (g + tau) g gamma^2 + ((g + tau) c - (n + m) g) gamma - m c = 0; (n + m) / (g + tau) where c = 0.
 */
export function poissonGammaAtMaximum(n: number, g: number, c: number, m: number, tau: number): number {
  if (c === 0) return (n + m) / (g + tau);
  return rootOf((g + tau) * g, (g + tau) * c - (n + m) * g, -m * c, m / tau);
}

/** The gamma that maximises Pois(n | g gamma + c): (n - c) / g; `otherwise` where it multiplies nothing. */
export function freeGammaAtMaximum(n: number, g: number, c: number, otherwise: number): number {
  return g === 0 ? otherwise : (n - c) / g;
}

/** (-b + sqrt(b^2 - 4 a c)) / (2 a), without loss where b > 0. */
function rootOf(a: number, b: number, c: number, ifUnscaled: number): number {
  if (a === 0) return ifUnscaled;
  const root = Math.sqrt(Math.max(0, b * b - 4 * a * c));
  return b > 0 ? (-2 * c) / (b + root) : (root - b) / (2 * a);
}
