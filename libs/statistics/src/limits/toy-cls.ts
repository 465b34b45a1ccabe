import { countAtLeast, type ToySample } from '../toys/merge-toys.js';

/** CLs from toys with the standard error of its logarithm. */
export interface ToyCls {
  readonly cls: number;
  readonly logError: number;
}

/** Toys of both hypotheses at one tested signal. */
export interface ToyPair {
  readonly signal: ToySample;
  readonly background: ToySample;
}

/**
 * CLs = P(q >= threshold | s+b) / P(q >= threshold | b); ties count (data can be discrete). Error of ln CLs:
 * sqrt((1 - CLsb)/(CLsb N) + (1 - CLb)/(CLb N)). Where no toy is that extreme half a toy is put.
 */
export function toyCls(toys: ToyPair, threshold: number, tolerance: number): ToyCls {
  const sb = fraction(toys.signal, threshold, tolerance);
  const b = fraction(toys.background, threshold, tolerance);
  return { cls: sb.value / b.value, logError: Math.hypot(sb.relativeError, b.relativeError) };
}

/**
 * CLs where the data are the `quantile` of the background-only toys, ordered from the most background-like (largest q):
 * the smallest set of them that holds at least that fraction. The root of CLs = alpha in the signal is then the quantile
 * of the *limits* of background-only experiments, also where many of them have q = 0 at a smaller signal. The error
 * includes that of the quantile, by moving it by its own standard deviation sqrt(p (1 - p) / N).
 */
export function toyClsAtQuantile(toys: ToyPair, quantile: number, tolerance: number): ToyCls {
  const size = toys.background.q.length;
  const spread = Math.sqrt((quantile * (1 - quantile)) / size);
  const at = (p: number): number => toys.background.q[size - Math.min(size, Math.max(1, Math.ceil(p * size)))] ?? NaN;
  const central = toyCls(toys, at(quantile), tolerance);
  const [low, high] = [quantile - spread, quantile + spread].map((p) => fraction(toys.signal, at(p), tolerance).value);
  return { cls: central.cls, logError: Math.hypot(central.logError, 0.5 * Math.log(high! / low!)) };
}

function fraction(sample: ToySample, threshold: number, tolerance: number): { value: number; relativeError: number } {
  const size = sample.q.length;
  const count = Math.max(0.5, countAtLeast(sample, threshold, tolerance));
  return { value: count / size, relativeError: Math.sqrt((1 - Math.min(1, count / size)) / count) };
}
