import { GAMMA_BOUNDS } from '../model/compiled-model.js';

/**
 * The gamma that maximises Pois(n | g gamma + c) N(a | gamma, sigma): the positive root of
 * g gamma^2 + (c - a g + g^2 sigma^2) gamma + c (g sigma^2 - a) - n g sigma^2 = 0, inside its bounds.
 */
export function normalGamma(n: number, g: number, c: number, a: number, sigma: number): number {
  const v = g * sigma * sigma;
  return positiveRoot(g, c - a * g + g * v, c * (v - a) - n * v, a);
}

/**
 * The gamma that maximises Pois(n | g gamma + c) Pois(m | tau gamma): the positive root of
 * (g + tau) g gamma^2 + ((g + tau) c - (n + m) g) gamma - m c = 0, inside its bounds.
 */
export function poissonGamma(n: number, g: number, c: number, m: number, tau: number): number {
  if (!(c > 0)) return clip((n + m) / (g + tau));
  return positiveRoot((g + tau) * g, (g + tau) * c - (n + m) * g, -m * c, m / tau);
}

function positiveRoot(a: number, b: number, c: number, ifUnscaled: number): number {
  if (!(a > 0)) return clip(ifUnscaled);
  const root = Math.sqrt(Math.max(0, b * b - 4 * a * c));
  return clip(b > 0 ? (-2 * c) / (b + root) : (root - b) / (2 * a));
}

function clip(gamma: number): number {
  return Math.min(GAMMA_BOUNDS[1], Math.max(GAMMA_BOUNDS[0], gamma));
}
