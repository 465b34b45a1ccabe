import type { Dataset, Model } from '../model/model.js';
import { poissonDeviance } from '../fit/poisson-deviance.js';
import { freeGammaAtMaximum, normalGammaAtMaximum, poissonGammaAtMaximum } from './gamma-at-maximum.js';

const NONE = 0;
const NORMAL = 1;
const POISSON = 2;

/** The bin factors that are profiled, as arrays over bins; see `ParameterLayout`. */
export interface ProfiledGammas {
  /** Index of the parameter, or -1 where the bin has none. */
  readonly parameter: Int32Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly initial: Float64Array;
  /** What constrains it: none, normal, Poisson. */
  readonly kind: Uint8Array;
  /** sigma or tau. */
  readonly width: Float64Array;
}

export function profiledGammas({ parameters }: Model, parameter: Int32Array): ProfiledGammas {
  const numbers = (of: (p: Model['parameters'][number]) => number, otherwise: number): Float64Array =>
    Float64Array.from(parameter, (p) => (p < 0 ? otherwise : of(parameters[p]!)));
  return {
    parameter,
    lower: numbers((p) => (p.fixed ? p.initial : p.lower), 1),
    upper: numbers((p) => (p.fixed ? p.initial : p.upper), 1),
    initial: numbers((p) => p.initial, 1),
    kind: Uint8Array.from(numbers((p) => ({ none: NONE, normal: NORMAL, poisson: POISSON })[p.constraint.kind], NONE)),
    width: numbers(({ constraint }) => {
      switch (constraint.kind) {
        case 'none':
          return 1;
        case 'normal':
          return constraint.sigma;
        case 'poisson':
          return constraint.tau;
      }
    }, 1),
  };
}

/** gamma of bin b at its maximum where it multiplies `scaled` and not `other`, inside its bounds (-ln L is convex in it). */
export function gammaHat(gammas: ProfiledGammas, data: Dataset, b: number, scaled: number, other: number): number {
  const p = gammas.parameter[b]!;
  const [lower, upper] = [gammas.lower[b]!, gammas.upper[b]!];
  if (p < 0 || lower === upper) return lower;
  const [n, aux, width] = [data.counts[b]!, data.aux[p]!, gammas.width[b]!];
  const kind = gammas.kind[b]!;
  const best =
    kind === NORMAL
      ? normalGammaAtMaximum(n, scaled, other, aux, width)
      : kind === POISSON
        ? poissonGammaAtMaximum(n, scaled, other, aux, width)
        : freeGammaAtMaximum(n, scaled, other, gammas.initial[b]!);
  return Math.min(upper, Math.max(lower, best));
}

/** -ln of the constraint of gamma relative to its maximum. */
export function gammaPenalty(gammas: ProfiledGammas, data: Dataset, b: number, gamma: number): number {
  const p = gammas.parameter[b]!;
  const kind = gammas.kind[b]!;
  if (p < 0 || kind === NONE) return 0;
  if (kind === NORMAL) return 0.5 * ((gamma - data.aux[p]!) / gammas.width[b]!) ** 2;
  return poissonDeviance(data.aux[p]!, gammas.width[b]! * gamma);
}

/** Second derivative of that; infinite where gamma cannot move. */
export function gammaStiffness(gammas: ProfiledGammas, data: Dataset, b: number, gamma: number): number {
  const p = gammas.parameter[b]!;
  if (p < 0 || gamma <= gammas.lower[b]! || gamma >= gammas.upper[b]!) return Infinity;
  const kind = gammas.kind[b]!;
  if (kind === NORMAL) return 1 / gammas.width[b]! ** 2;
  return kind === POISSON ? data.aux[p]! / gamma ** 2 : 0;
}
