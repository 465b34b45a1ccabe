import { firstAtLeast, upperQuantile, type PooledToys } from './pooled-toys.js';

/** CLs from toys with the standard error of its logarithm. */
export interface ToyCls {
  readonly cls: number;
  readonly logError: number;
}

/** With fewer toys at least as extreme as the data, what the weights do not say counts too. */
const FEW_TOYS = 30;

/**
 * CLs = P(q >= threshold | s+b) / P(q >= threshold | b) as a ratio of weighted sums S / B over the toys of both
 * hypotheses. Error of ln CLs: sqrt(sum (s_i/S - b_i/B)^2), and 1/k more where there are only k < 30 such toys, since even
 * more extreme ones may be missing. Where no toy is that extreme the most extreme one stands for such data.
 */
export function toyCls(toys: PooledToys, threshold: number, tolerance: number): ToyCls {
  const i = Math.min(firstAtLeast(toys, threshold, tolerance), toys.size - 1);
  const beyond = toys.size - i;
  const missing = beyond < FEW_TOYS ? 1 / beyond : 0;
  const [s, b] = [toys.s[i]!, toys.b[i]!];
  const variance = toys.ss[i]! / (s * s) - (2 * toys.sb[i]!) / (s * b) + toys.bb[i]! / (b * b);
  return { cls: s / b, logError: Math.hypot(Math.sqrt(Math.max(0, variance)), missing) };
}

/**
 * CLs where the data are the `quantile` of background-only experiments, ordered from the most background-like (largest
 * q): the smallest set of them that holds at least that fraction. The root of CLs = alpha in the signal is then the
 * quantile of the *limits* of background-only experiments, also where many of them have q = 0 at a smaller signal. The
 * error includes that of the quantile, by moving it by its own standard deviation.
 */
export function toyClsAtQuantile(toys: PooledToys, quantile: number, tolerance: number): ToyCls {
  const at = (p: number): ToyCls => toyCls(toys, upperQuantile(toys, p), tolerance);
  const central = at(quantile);
  const [all, tail] = [toys.bb[0]!, toys.bb[firstAtLeast(toys, upperQuantile(toys, quantile), tolerance)]!];
  const spread = Math.sqrt((1 - quantile) ** 2 * tail + quantile ** 2 * (all - tail)) / toys.b[0]!;
  const [low, high] = [at(Math.max(quantile - spread, 0)), at(Math.min(quantile + spread, 1))];
  return { cls: central.cls, logError: Math.hypot(central.logError, 0.5 * Math.log(high.cls / low.cls)) };
}
