/** Test statistics of some toys, in their order; NaN where no fit converged. */
interface TestedToys {
  readonly q: Float64Array;
  readonly refitted: number;
  readonly failed: number;
}

/** Toys of one hypothesis at one tested signal: all that is needed to add further ones, in any order. */
export interface ToySample {
  /** Ascending; toys without a converged fit are left out. */
  readonly q: Float64Array;
  /** ln [ p(toy | signal + background) / p(toy | background) ], in the order of q; ascending where q is equal. */
  readonly logRatio: Float64Array;
  readonly refitted: number;
  readonly failed: number;
}

export const NO_TOYS: ToySample = { q: new Float64Array(0), logRatio: new Float64Array(0), refitted: 0, failed: 0 };

/** A batch as a sample; `logRatio` is in the order of the toys. */
export function sampleOf({ q, refitted, failed }: TestedToys, logRatio: Float64Array): ToySample {
  const order = Uint32Array.from(q.keys()).filter((i) => !Number.isNaN(q[i]!));
  order.sort((a, b) => q[a]! - q[b]! || logRatio[a]! - logRatio[b]!);
  return {
    q: Float64Array.from({ length: order.length }, (_, k) => q[order[k]!]!),
    logRatio: Float64Array.from({ length: order.length }, (_, k) => logRatio[order[k]!]!),
    refitted,
    failed,
  };
}

/** The union of two samples: associative and commutative, bit by bit. */
export function mergeToys(a: ToySample, b: ToySample): ToySample {
  const size = a.q.length + b.q.length;
  const q = new Float64Array(size);
  const logRatio = new Float64Array(size);
  for (let i = 0, j = 0, k = 0; k < size; k++) {
    const fromA = j >= b.q.length || (i < a.q.length && before(a, i, b, j));
    q[k] = fromA ? a.q[i]! : b.q[j]!;
    logRatio[k] = fromA ? a.logRatio[i++]! : b.logRatio[j++]!;
  }
  return { q, logRatio, refitted: a.refitted + b.refitted, failed: a.failed + b.failed };
}

function before(a: ToySample, i: number, b: ToySample, j: number): boolean {
  return a.q[i]! < b.q[j]! || (a.q[i]! === b.q[j]! && a.logRatio[i]! <= b.logRatio[j]!);
}
