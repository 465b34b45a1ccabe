import type { ToyBatch } from './toy-engine.js';

/** Toys of one hypothesis at one tested signal: all that is needed to add further ones, in any order. */
export interface ToySample {
  /** Ascending; toys without a converged fit are left out. */
  readonly q: Float64Array;
  readonly refitted: number;
  readonly failed: number;
}

export const NO_TOYS: ToySample = { q: new Float64Array(0), refitted: 0, failed: 0 };

/** A batch as a sample. */
export function sampleOf(batch: ToyBatch): ToySample {
  return { q: batch.q.filter((value) => !Number.isNaN(value)).sort(), refitted: batch.refitted, failed: batch.failed };
}

/** The union of two samples: associative and commutative, bit by bit. */
export function mergeToys(a: ToySample, b: ToySample): ToySample {
  const q = new Float64Array(a.q.length + b.q.length);
  for (let i = 0, j = 0, k = 0; k < q.length; k++) {
    q[k] = j >= b.q.length || (i < a.q.length && a.q[i]! <= b.q[j]!) ? a.q[i++]! : b.q[j++]!;
  }
  return { q, refitted: a.refitted + b.refitted, failed: a.failed + b.failed };
}

/** Number of toys with q >= threshold - tolerance. */
export function countAtLeast(sample: ToySample, threshold: number, tolerance: number): number {
  let low = 0;
  let high = sample.q.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sample.q[middle]! >= threshold - tolerance) high = middle;
    else low = middle + 1;
  }
  return sample.q.length - low;
}
