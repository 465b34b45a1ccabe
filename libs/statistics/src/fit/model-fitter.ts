import type { Dataset, Model } from '../model/model.js';
import type { FitResult } from './fit-result.js';

/** Where a fit starts and what it may do. */
export interface FitOptions {
  /** The parameter of interest is held here ... */
  readonly fixedAt?: number;
  /** ... or is free in this range instead of its own bounds. */
  readonly range?: readonly [number, number];
  /** Points to start from; the best result counts. Without them: the initial parameters. */
  readonly starts?: readonly Float64Array[];
}

/** Maximum-likelihood fits of one model; holds scratch space, so use one per thread of work. */
export interface ModelFitter {
  readonly model: Model;
  readonly fit: (data: Dataset, options?: FitOptions) => FitResult;
}
