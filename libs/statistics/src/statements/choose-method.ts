import { expectedCounts } from '../likelihood/expected-counts.js';
import { initialParameters } from '../likelihood/dataset.js';
import type { Model } from '../model/model.js';

/** Which method `auto` takes, and why, in words for the result. */
export interface MethodChoice {
  readonly method: 'asymptotic' | 'toys';
  readonly reason: string;
  /** See `signalRegion`. */
  readonly backgroundInWindow: number;
}

/** Below this background asymptotic limits are too strong by 6 % to 26 % (b = 0.5 ... 3), above by a few per cent. */
const TOYS_BELOW = 10;
/** A background that was itself measured with fewer events is not normal either. */
const FEWEST_AUXILIARY = 10;
/** Bins with less of the information on the signal do not matter. */
const SHARE = 0.1;

/**
 * Toys where asymptotic formulas (arXiv:1007.1727) are known to fail: few background events under the signal, or a
 * background there that was measured by counting few events (shapesys, Poisson constraint). Measured against exact CLs.
 */
export function chooseMethod(model: Model): MethodChoice {
  const { background, shares } = signalRegion(model);
  if (background < TOYS_BELOW) {
    const reason = `toys: ${rounded(background)} background events under the signal, fewer than ${TOYS_BELOW}`;
    return { method: 'toys', reason, backgroundInWindow: background };
  }
  const weak = weakestAuxiliary(model, shares);
  if (weak < FEWEST_AUXILIARY) {
    const reason = `toys: a background under the signal was measured with ${rounded(weak)} events, fewer than ${FEWEST_AUXILIARY}`;
    return { method: 'toys', reason, backgroundInWindow: background };
  }
  const reason = `asymptotic: ${rounded(background)} background events under the signal, ${TOYS_BELOW} or more`;
  return { method: 'asymptotic', reason, backgroundInWindow: background };
}

/** Background events under the signal, and the share of each bin in the information on the signal. */
export interface SignalRegion {
  readonly background: number;
  readonly shares: Float64Array;
}

/**
 * The background of the single-bin counting experiment that has the same Fisher information on a signal of one event,
 * B = 1 / sum_b [f_b^2 / (b_b + f_b)] - 1, with f the signal shape (lambda(mu = 1) - lambda(0)) / sum and b = lambda(0),
 * at the initial values of the nuisances. One bin: B = b. A flat background under a Gaussian of width sigma:
 * 2 sqrt(pi) sigma db/dx. Bins that the signal does not reach do not matter.
 */
export function signalRegion(model: Model): SignalRegion {
  const initial = initialParameters(model);
  const [background, one] = [0, 1].map((mu) => expectedCounts(model, initial.with(model.pointOfInterest, mu)));
  const signal = one!.map((count, b) => Math.max(0, count - background![b]!));
  const total = signal.reduce((sum, s) => sum + s, 0);
  if (!(total > 0)) return { background: background!.reduce((sum, b) => sum + b, 0), shares: signal };
  const information = signal.map((s, b) => {
    const f = s / total;
    return f > 0 ? (f * f) / (background![b]! + f) : 0;
  });
  const sum = information.reduce((a, b) => a + b, 0);
  return { background: Math.max(0, 1 / sum - 1), shares: information.map((i) => i / sum) };
}

/** The smallest auxiliary count of a Poisson constraint in a bin that matters; Infinity without one. */
function weakestAuxiliary(model: Model, shares: Float64Array): number {
  let least = Infinity;
  for (const { region, nominal, binFactors } of model.samples) {
    const { first } = model.regions[region]!;
    for (const parameters of binFactors)
      parameters.forEach((parameter, b) => {
        const { constraint, fixed } = model.parameters[parameter]!;
        if (fixed || constraint.kind !== 'poisson' || !(shares[first + b]! >= SHARE) || nominal[b] === 0) return;
        least = Math.min(least, constraint.aux);
      });
  }
  return least;
}

/** Two digits, or all before the point. */
function rounded(events: number): string {
  return events < 10 ? events.toPrecision(2) : events.toFixed(0);
}
