import cephes from 'cephes';
import { findFallingRoot } from '../../numerics/find-root.js';

await cephes.compiled;

/** P(N <= n) for N ~ Pois(rate), the regularised incomplete gamma function Q(n + 1, rate); 0 or 1 within 1e-290 of it. */
export function poissonCdf(n: number, rate: number): number {
  const count = Math.floor(n);
  if (!(rate > 0)) return 1;
  if (logTail(count, rate) < -690) return rate > count + 1 ? 0 : 1;
  return cephes.igamc(count + 1, rate);
}

/** ln of rate (rate / n)^n exp(n - rate), which bounds the tail beyond n; far below -700 cephes reports an underflow. */
function logTail(n: number, rate: number): number {
  return (n > 0 ? n * Math.log(rate / n) : 0) + n - rate + Math.log(rate);
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
