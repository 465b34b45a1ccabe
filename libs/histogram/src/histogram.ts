import type { RegularAxis } from './axis.js';

/**
 * A weighted histogram. `sumw` and `sumw2` have bins + 2 entries:
 * index 0 is the underflow, index bins + 1 the overflow.
 */
export interface Histogram {
  readonly kind: 'histogram';
  readonly axis: RegularAxis;
  readonly sumw: Float64Array;
  readonly sumw2: Float64Array;
  /** Events that were accepted (weight above zero), flow bins included. */
  readonly entries: number;
}

/** A histogram of zeros. */
export function emptyHistogram(axis: RegularAxis): Histogram {
  const size = axis.bins + 2;
  return { kind: 'histogram', axis, sumw: new Float64Array(size), sumw2: new Float64Array(size), entries: 0 };
}

/** Bin contents without the flow bins, length `axis.bins`. */
export function binnedValues(values: Float64Array): Float64Array {
  return values.slice(1, -1);
}

/** Sum of weights, flow bins included. */
export function totalWeight(histogram: Histogram): number {
  return histogram.sumw.reduce((sum, w) => sum + w, 0);
}

/** Every weight multiplied by `factor`; sumw2 by its square. */
export function scaleHistogram(histogram: Histogram, factor: number): Histogram {
  return {
    ...histogram,
    sumw: histogram.sumw.map((w) => w * factor),
    sumw2: histogram.sumw2.map((w) => w * factor * factor),
  };
}
