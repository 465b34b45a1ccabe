import cephes from 'cephes';
import { findFallingRoot } from './find-root.js';

await cephes.compiled;

/** P(N <= n) for N ~ Pois(rate), the regularised incomplete gamma function Q(n + 1, rate). */
export function poissonCdf(n: number, rate: number): number {
  return rate > 0 ? cephes.igamc(Math.floor(n) + 1, rate) : 1;
}

/** Exact CLs of a counting experiment: P(N <= n | s + b) / P(N <= n | b). */
export function countingCls(n: number, signal: number, background: number): number {
  return poissonCdf(n, signal + background) / poissonCdf(n, background);
}

/**
 * Exact upper limit on the signal events of a counting experiment: the s at which CLs = 1 - cl.
 * @example
 * countingUpperLimit(0, 3, 0.9) // ln(10) = 2.302585..., whatever the background
 */
export function countingUpperLimit(n: number, background: number, cl: number): number {
  const root = findFallingRoot((s) => Math.log(countingCls(n, s, background) / (1 - cl)), n + 3);
  return root.kind === 'root' ? root.x : NaN;
}
