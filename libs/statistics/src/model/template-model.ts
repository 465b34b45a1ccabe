/** A multiplicative uncertainty of a yield, shared between samples by its name; Gaussian constrained, exp(delta theta). */
export interface NormalisationSystematic {
  readonly name: string;
  /** One standard deviation, relative to the yield (0.05 is 5 %); `free` floats without constraint. */
  readonly relative: number | 'free';
}

/** One sample of the template: expected events and their Monte-Carlo standard errors, bin by bin. */
export interface TemplateSample {
  readonly name: string;
  readonly yields: readonly number[];
  readonly statErrors: readonly number[];
  readonly systematics: readonly NormalisationSystematic[];
}

/**
 * A binned template: expectation in bin b is mu * signal_b + sum_k background_kb, each sample times its
 * systematics. `observed` is absent in a projection, where limits are expected limits.
 */
export interface TemplateModel {
  readonly kind: 'template-model';
  readonly signal: TemplateSample;
  readonly backgrounds: readonly TemplateSample[];
  readonly observed?: readonly number[];
  /**
   * Constraint of the Monte-Carlo factors gamma_b: `normal` (Barlow-Beeston lite as HistFactory's staterror; the
   * default), or `poisson` (HistFactory's shapesys, auxiliary count (yield / error)^2).
   */
  readonly mcConstraint?: 'normal' | 'poisson';
}
