import { poissonDeviance } from '../fit/poisson-deviance.js';
import type { Dataset, Model } from '../model/model.js';
import type { ParameterLayout } from './parameter-layout.js';

/** The constraints of all parameters that are not profiled: of the moved ones, and of the fixed ones as constants. */
export interface MovedConstraints {
  readonly parameters: Int32Array;
  /** Place among the moved parameters, or -1 for a fixed one. */
  readonly places: Int32Array;
  readonly isNormal: Uint8Array;
  /** sigma or tau. */
  readonly widths: Float64Array;
}

export function movedConstraints({ parameters }: Model, { place, profiled }: ParameterLayout): MovedConstraints {
  const closed = new Set(profiled);
  const list = parameters.flatMap(({ constraint }, p) =>
    constraint.kind === 'none' || closed.has(p) ? [] : [{ p, constraint }],
  );
  return {
    parameters: Int32Array.from(list, ({ p }) => p),
    places: Int32Array.from(list, ({ p }) => place[p]!),
    isNormal: Uint8Array.from(list, ({ constraint }) => (constraint.kind === 'normal' ? 1 : 0)),
    widths: Float64Array.from(list, ({ constraint }) =>
      constraint.kind === 'normal' ? constraint.sigma : constraint.tau,
    ),
  };
}

/** -ln of the constraints relative to their maxima, (theta - a)^2 / 2 sigma^2 or half the Poisson deviance. */
export function addConstraints(
  { parameters, places, isNormal, widths }: MovedConstraints,
  { aux }: Dataset,
  point: Float64Array,
  into: { readonly gradient: Float64Array; readonly hessian: Float64Array } | undefined,
): number {
  let value = 0;
  for (let k = 0; k < parameters.length; k++) {
    const theta = point[parameters[k]!]!;
    const measured = aux[parameters[k]!]!;
    const width = widths[k]!;
    const i = places[k]!;
    if (isNormal[k]) {
      const pull = (theta - measured) / width;
      value += 0.5 * pull * pull;
      if (into && i >= 0) addTo(into, i, pull / width, 1 / (width * width));
    } else {
      const rate = Math.max(width * theta, 1e-12);
      value += poissonDeviance(measured, rate);
      if (into && i >= 0) addTo(into, i, width * (1 - measured / rate), (width * width * measured) / (rate * rate));
    }
  }
  return value;
}

function addTo(
  { gradient, hessian }: { readonly gradient: Float64Array; readonly hessian: Float64Array },
  i: number,
  slope: number,
  curvature: number,
): void {
  gradient[i]! += slope;
  hessian[i * gradient.length + i]! += curvature;
}
