/** What constrains the factor gamma_b on the backgrounds of bin b. */
export const GammaConstraint = { none: 0, normal: 1, poisson: 2 } as const;

/** Backgrounds that share their response to every nuisance parameter, summed. */
export interface BackgroundGroup {
  /** Expected events, bin by bin. */
  readonly yields: Float64Array;
  /** Whether gamma_b multiplies this group (its samples carry Monte-Carlo errors). */
  readonly carriesGamma: boolean;
  /** d ln(yield) / d theta_k. */
  readonly response: Float64Array;
}

/**
 * A template as numbers. With nu the expected signal events (nu = mu * signalYield) and theta the nuisances,
 * lambda_b = nu exp(r_s . theta) shape_b + gamma_b * sum_carrying exp(r_g . theta) y_gb + sum_others exp(r_g . theta) y_gb.
 */
export interface CompiledModel {
  readonly kind: 'compiled-model';
  readonly bins: number;
  /** Signal events at mu = 1; 0 for a signal that the selection does not accept. */
  readonly signalYield: number;
  /** Signal shape, normalised to 1. */
  readonly shape: Float64Array;
  readonly signalResponse: Float64Array;
  readonly groups: readonly BackgroundGroup[];
  /** One entry a nuisance: true where it has a standard normal constraint, false where it floats freely. */
  readonly constrained: readonly boolean[];
  /** `GammaConstraint`, bin by bin. */
  readonly gammaKind: Uint8Array;
  /** Normal: standard deviation of gamma_b. Poisson: the auxiliary count tau_b. */
  readonly gammaWidth: Float64Array;
  /** Total background at nominal parameters, bin by bin. */
  readonly background: Float64Array;
  readonly observed?: Float64Array;
}

/** gamma_b stays inside these bounds. */
export const GAMMA_BOUNDS = [1e-10, 10] as const;

/** A freely floating ln(normalisation) stays inside +- this. */
export const FREE_BOUND = 10;

/** A constrained nuisance stays inside +- this many standard deviations. */
export const PULL_BOUND = 12;
