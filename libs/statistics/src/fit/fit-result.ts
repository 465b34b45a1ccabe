/** The outcome of one fit: a fit that did not converge is a value too, with the best point that it found. */
export interface FitResult {
  readonly status: 'converged' | 'not-converged';
  /** -ln L relative to the saturated model: half the deviance, constraint terms included. */
  readonly value: number;
  readonly parameters: Float64Array;
  /** Estimated distance to the minimum in -2 ln L. */
  readonly edm: number;
  readonly iterations: number;
  /** Other minima that were found from other starts, within 10 in -2 ln L: the likelihood has several. */
  readonly otherMinima: readonly { readonly value: number; readonly parameters: Float64Array }[];
}
