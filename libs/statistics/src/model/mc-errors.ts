import type { TemplateSample } from './template-model.js';

/** Backgrounds whose empty bins were given a floor, and the width of gamma_b. */
export interface McErrors {
  /** Yields of every background, bin by bin, floors included. */
  readonly yields: readonly Float64Array[];
  /** Whether a background carries gamma. */
  readonly carries: readonly boolean[];
  /** Relative Monte-Carlo error of what gamma_b multiplies; 0 where there is none. */
  readonly relative: Float64Array;
}

/**
 * Monte-Carlo errors of the backgrounds in the manner of Barlow-Beeston lite (HistFactory's staterror): one factor
 * gamma_b on all backgrounds with errors, sigma_b = sqrt(sum err^2) / sum yield over those backgrounds.
 *
 * A bin with no surviving event is not a bin without background: where the backgrounds that carry errors expect less
 * than their own error E_b, the one with the largest error is raised so that they expect E_b, which makes sigma_b = 1.
 * The limit gets weaker by this, never stronger. Nothing is changed where the error is 0.
 */
export function mcErrors(backgrounds: readonly TemplateSample[]): McErrors {
  const carries = backgrounds.map((sample) => sample.statErrors.some((error) => error > 0));
  const yields = backgrounds.map((sample) => Float64Array.from(sample.yields));
  const bins = backgrounds[0]?.yields.length ?? 0;
  const relative = new Float64Array(bins);
  for (let b = 0; b < bins; b++) {
    const error = Math.hypot(...backgrounds.map((sample) => sample.statErrors[b]!));
    if (!(error > 0)) continue;
    let total = yields.reduce((sum, values, k) => sum + (carries[k] ? values[b]! : 0), 0);
    if (total < error) {
      const largest = backgrounds.reduce(
        (best, s, k) => (s.statErrors[b]! > backgrounds[best]!.statErrors[b]! ? k : best),
        0,
      );
      yields[largest]![b]! += error - total;
      total = error;
    }
    relative[b] = error / total;
  }
  return { yields, carries, relative };
}
