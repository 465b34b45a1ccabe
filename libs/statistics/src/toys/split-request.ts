import type { ToyBatch, ToyRequest } from './engine.js';

/** A part of a request: toys from `first` on. */
export interface ToyPart {
  readonly first: number;
  readonly count: number;
}

/** Toys `first` ... `first + count - 1` in at most `parts` parts, each but the last a multiple of `unit`. */
export function splitRequest({ first, count }: ToyPart, parts: number, unit: number): readonly ToyPart[] {
  const size = unit * Math.max(1, Math.ceil(count / (parts * unit)));
  return Array.from({ length: Math.ceil(count / size) }, (_, i) => ({
    first: first + i * size,
    count: Math.min(size, count - i * size),
  }));
}

/** Batches of the parts of a request, in their order, as one. */
export function joinBatches(batches: readonly ToyBatch[], { conditional, free, other }: ToyRequest): ToyBatch {
  const join = (values: (batch: ToyBatch) => Float64Array | undefined): Float64Array =>
    Float64Array.from(batches.flatMap((batch) => Array.from(values(batch) ?? [])));
  const sum = (of: (batch: ToyBatch) => number): number => batches.reduce((total, batch) => total + of(batch), 0);
  return {
    ...(conditional === undefined ? {} : { conditional: join((batch) => batch.conditional) }),
    ...(free ? { free: join((batch) => batch.free), estimate: join((batch) => batch.estimate) } : {}),
    ...(other ? { logRatio: join((batch) => batch.logRatio) } : {}),
    refitted: sum((batch) => batch.refitted),
    failed: sum((batch) => batch.failed),
  };
}
