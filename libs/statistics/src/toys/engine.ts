import type { Model } from '../model/model.js';

/**
 * Toys first ... first + count - 1, and which fits are made to each; a pure function of this request. Counter-based
 * random numbers: toy i has the same data in every request with the same key and truth.
 */
export interface ToyRequest {
  readonly model: Model;
  /** Parameters that the toys are drawn from, auxiliary measurements included. */
  readonly truth: Float64Array;
  /** 64-bit key of the random stream of these toys (campaign, point and hypothesis are in it). */
  readonly key: readonly [number, number];
  readonly first: number;
  readonly count: number;
  /** Fit with the parameter of interest held at this value. */
  readonly conditional?: number;
  /** Fit with the parameter of interest free between these. */
  readonly free?: readonly [number, number];
  /** Other parameters for which ln [ p(toy | other) / p(toy | truth) ] is wanted. */
  readonly other?: Float64Array;
}

/** One number for each toy, in their order; what was not asked for is absent. NaN where no fit converged. */
export interface ToyBatch {
  /** -ln L of the conditional fit, relative to the saturated model (half the deviance). */
  readonly conditional?: Float64Array;
  /** The same of the free fit. */
  readonly free?: Float64Array;
  /** Value of the parameter of interest in the free fit. */
  readonly estimate?: Float64Array;
  readonly logRatio?: Float64Array;
  /** Toys that were fitted again in double precision because a kernel's fit did not converge. */
  readonly refitted: number;
  /** Toys without a converged fit after every retry. */
  readonly failed: number;
}

/** Where toys are drawn and fitted; close it when done. */
export interface ToyEngine {
  /** `host` (double precision, any model) or `kernel` (single precision where the model fits, else the host). */
  readonly kind: 'host' | 'kernel';
  /** Two values of q that differ by less are ties: above its rounding, below the steps of discrete data. */
  readonly tieTolerance: number;
  readonly generate: (request: ToyRequest) => Promise<ToyBatch>;
  readonly close: () => Promise<void>;
}
