import type { ModelParameters } from '../fit/rates.js';
import type { CompiledModel } from '../model/compiled-model.js';

/** Which hypothesis toys are drawn from; part of the counter of their random numbers. */
export const Hypothesis = { background: 0, signal: 1 } as const;
export type Hypothesis = (typeof Hypothesis)[keyof typeof Hypothesis];

/** Toys first ... first + count - 1 of one hypothesis; a pure function of this request. */
export interface ToyRequest {
  readonly model: CompiledModel;
  /** Signal events that q~ tests. */
  readonly testSignal: number;
  readonly hypothesis: Hypothesis;
  /** Parameters that the toys are drawn from, auxiliary measurements included. */
  readonly truth: ModelParameters;
  readonly first: number;
  readonly count: number;
  /** 64-bit key of the random stream. */
  readonly key: readonly [number, number];
}

/** q~ of each toy in the order of the toys; NaN where no fit converged. */
export interface ToyBatch {
  readonly q: Float64Array;
  /** Toys that were fitted again in double precision. */
  readonly refitted: number;
  /** Toys without a converged fit after every retry. */
  readonly failed: number;
}

/** Where toys are drawn and fitted. */
export interface ToyEngine {
  readonly kind: 'host' | 'kernel';
  /** Two values of q that differ by less are ties: above its rounding, below the steps of discrete data. */
  readonly tieTolerance: number;
  readonly generate: (request: ToyRequest) => Promise<ToyBatch>;
}
