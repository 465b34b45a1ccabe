import type { Model } from '../model/model.js';

/** One nuisance parameter that is integrated out, as itself or as its logarithm. */
export interface NuisanceCoordinate {
  /** Index into `Model.parameters`. */
  readonly parameter: number;
  readonly scale: 'linear' | 'logarithm';
}

/** A normal constraint of less than this relative width keeps a parameter away from zero: it is normal as it stands. */
const NARROW = 0.25;

/**
 * The parameters that a marginal likelihood integrates over: all that are free and touch some sample. One that cannot be
 * negative is integrated as its logarithm, in which a Gamma density (a rate measured by counting) has a maximum inside
 * its range even where nothing was counted.
 */
export function nuisanceCoordinates(model: Model): readonly NuisanceCoordinate[] {
  const used = usedParameters(model);
  return model.parameters.flatMap(({ fixed, lower, upper, constraint }, parameter) => {
    if (fixed || lower >= upper || parameter === model.pointOfInterest || !used.has(parameter)) return [];
    const narrow = constraint.kind === 'normal' && constraint.sigma < NARROW * constraint.aux;
    return [{ parameter, scale: lower >= 0 && !narrow ? 'logarithm' : 'linear' } as const];
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
