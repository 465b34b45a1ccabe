import { mergeToys, type ToySample } from '../../toys/merge-toys.js';

/**
 * Toys of both hypotheses together, each standing for both: with N_b and N_s toys drawn and r = p(toy | s+b) / p(toy | b),
 * a toy counts b = 1 / (N_b + N_s r) under the background and s = r b under signal plus background (multiple importance
 * sampling with the balance heuristic, E. Veach, L. Guibas, SIGGRAPH '95, doi:10.1145/218380.218498). Both sums are
 * unbiased and never much noisier than counting; CLs of background-like data, a ratio of two small tails, is far less so.
 */
export interface PooledToys {
  readonly size: number;
  /** Ascending. */
  readonly q: Float64Array;
  /** Sums over the toys index ... size - 1 of s, b, s^2, s b, b^2, at [index]. */
  readonly s: Float64Array;
  readonly b: Float64Array;
  readonly ss: Float64Array;
  readonly sb: Float64Array;
  readonly bb: Float64Array;
}

export function poolToys(signal: ToySample, background: ToySample): PooledToys {
  const { q, logRatio } = mergeToys(signal, background);
  const [drawnS, drawnB] = [signal.q.length, background.q.length];
  const [s, b, ss, sb, bb] = Array.from({ length: 5 }, () => new Float64Array(q.length + 1)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let i = q.length - 1; i >= 0; i--) {
    const ratio = Math.exp(Math.min(Math.max(logRatio[i]!, -700), 700));
    const underB = 1 / (drawnB + drawnS * ratio);
    const underS = ratio * underB;
    s[i] = s[i + 1]! + underS;
    b[i] = b[i + 1]! + underB;
    ss[i] = ss[i + 1]! + underS * underS;
    sb[i] = sb[i + 1]! + underS * underB;
    bb[i] = bb[i + 1]! + underB * underB;
  }
  return { size: q.length, q, s, b, ss, sb, bb };
}

/** Index of the first toy with q >= threshold - tolerance: ties count, for data can be discrete. */
export function firstAtLeast({ q }: PooledToys, threshold: number, tolerance: number): number {
  return firstIndex(q.length, (i) => q[i]! >= threshold - tolerance);
}

/** The smallest q such that the toys at or above it hold at least the fraction `quantile` of the background. */
export function upperQuantile({ q, b, size }: PooledToys, quantile: number): number {
  const below = firstIndex(size, (i) => b[i]! < quantile * b[0]!);
  return q[Math.max(0, below - 1)]!;
}

/** Smallest index for which a condition that stays true holds, or `size`. */
function firstIndex(size: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = size;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
