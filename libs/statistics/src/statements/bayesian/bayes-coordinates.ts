import type { Model } from '../../model/model.js';

/** One nuisance parameter that is integrated out, as itself or as its cube root. */
export interface NuisanceCoordinate {
  /** Index into `Model.parameters`. */
  readonly parameter: number;
  readonly scale: 'linear' | 'cube-root';
}

/** A normal constraint of less than this relative width keeps a parameter away from zero: it is normal as it stands. */
const NARROW = 0.25;

/**
 * The parameters that a marginal likelihood integrates over: all that are free and touch some sample. One that cannot be
 * negative is integrated as its cube root, in which a Gamma density (a rate measured by counting) is nearly normal even
 * where nothing was counted (E. Wilson, M. Hilferty, PNAS 17 (1931) 684).
 */
export function nuisanceCoordinates(model: Model): readonly NuisanceCoordinate[] {
  const used = usedParameters(model);
  return model.parameters.flatMap(({ fixed, lower, upper, constraint }, parameter) => {
    if (fixed || lower >= upper || parameter === model.pointOfInterest || !used.has(parameter)) return [];
    const narrow = constraint.kind === 'normal' && constraint.sigma < NARROW * constraint.aux;
    return [{ parameter, scale: lower >= 0 && !narrow ? 'cube-root' : 'linear' } as const];
  });
}

function usedParameters(model: Model): ReadonlySet<number> {
  const used = new Set<number>();
  for (const { factors, shifts, binFactors } of model.samples) {
    for (const { parameter } of [...factors, ...shifts]) used.add(parameter);
    for (const bins of binFactors) for (const parameter of bins) used.add(parameter);
  }
  return used;
}

/** The parameter at a value of its coordinate. */
export function parameterAt({ scale }: NuisanceCoordinate, point: number): number {
  return scale === 'linear' ? point : point ** 3;
}

/** d parameter / d coordinate. */
export function slopeAt({ scale }: NuisanceCoordinate, point: number): number {
  return scale === 'linear' ? 1 : 3 * point * point;
}
