import type { NuisancePosterior } from './bayes-posterior.js';

const OCTAVES = 40;
const STEPS = 16;

/**
 * Where the posterior of mu is more than exp(-depth) of its height, inside the range of the prior, by Laplace's
 * approximation of the integral over the nuisances. The posterior has one maximum or falls from the lower bound on.
 */
export function posteriorRange(
  posterior: NuisancePosterior,
  [lower, upper]: readonly [number, number],
  depth: number,
): readonly [number, number] {
  let start: Float64Array | undefined;
  const height = (mu: number): number => {
    const { point, value, logIntegral } = posterior.mode(mu, start);
    start = value === -Infinity ? undefined : point;
    return logIntegral;
  };
  const trial = Array.from({ length: OCTAVES }, (_, k) => lower + (upper - lower) * 2 ** (k + 1 - OCTAVES));
  const points = [lower, ...trial].map((mu) => ({ mu, height: height(mu) }));
  const best = points.reduce((a, b, i) => (b.height > points[a]!.height ? i : a), 0);
  const peak = maximum(height, points[Math.max(0, best - 1)]!.mu, points[Math.min(points.length - 1, best + 1)]!.mu);
  const top = Math.max(points[best]!.height, peak.height);
  const at = peak.height > points[best]!.height ? peak.mu : points[best]!.mu;
  const deep = (mu: number): boolean => height(mu) < top - depth;
  const left = points.filter((point) => point.mu < at && point.height < top - depth).at(-1)?.mu;
  const right = points.find((point) => point.mu > at && point.height < top - depth)?.mu;
  return [left === undefined ? lower : edge(deep, left, at), right === undefined ? upper : edge(deep, right, at)];
}

/** The maximum of a function with one maximum, by golden sections. */
function maximum(f: (x: number) => number, from: number, to: number): { readonly mu: number; readonly height: number } {
  const golden = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [from, to];
  let [a, b] = [high - golden * (high - low), low + golden * (high - low)];
  let [fa, fb] = [f(a), f(b)];
  for (let i = 0; i < STEPS; i++) {
    if (fa > fb) {
      [high, b, fb] = [b, a, fa];
      a = high - golden * (high - low);
      fa = f(a);
    } else {
      [low, a, fa] = [a, b, fb];
      b = low + golden * (high - low);
      fb = f(b);
    }
  }
  return fa > fb ? { mu: a, height: fa } : { mu: b, height: fb };
}

/** The point nearest to `inside` that is known to be deep. */
function edge(deep: (x: number) => boolean, outside: number, inside: number): number {
  let [out, within] = [outside, inside];
  for (let i = 0; i < STEPS / 2; i++) {
    const middle = 0.5 * (out + within);
    if (deep(middle)) out = middle;
    else within = middle;
  }
  return out;
}
