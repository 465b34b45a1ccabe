import { factorOf, variationOf } from '../likelihood/interpolation.js';
import { nuisanceBasis } from '../model/nuisance-basis.js';
import type { Factor, Model, Parameter, SampleTerm } from '../model/model.js';

/** Factors that differ from an exponential by less than this, relatively, count as one. */
const AS_AN_EXPONENTIAL = 1e-7;
/** Bounds of a parameter must be as far as this, for the likelihood not to know of them. */
const WIDE = 5;

/**
 * An equivalent model with as few nuisance parameters as can be: systematics that scale samples by exp(l theta), theta
 * measured as 0 with a standard deviation of 1, only enter through the sums eta = D theta of each sample. Any L with
 * L L^T = D D^T gives the same profiled likelihood, and toys with the same distribution; a model never needs more of them
 * than it has samples (see `nuisanceBasis`). Twenty luminosity and efficiency systematics of three samples become three.
 * Everything else stays; without gain, the model itself is returned.
 */
export function reduceModel(model: Model): Model {
  const replaced = replaceableParameters(model);
  const responses = model.samples.map((sample) => replaced.map((p) => logResponse(sample, p)));
  const basis = nuisanceBasis(distinct(responses));
  const rank = basis[0]?.length ?? 0;
  if (rank >= replaced.length) return model;
  const rowOf = rowFinder(distinct(responses), basis);
  return withParameters(
    model,
    replaced,
    responses.map((response) => rowOf(response)),
  );
}

/** Parameters that do nothing but scale samples exponentially, with a standard normal measurement at 0. */
function replaceableParameters({ parameters, samples, pointOfInterest }: Model): number[] {
  const others = new Set([pointOfInterest]);
  for (const { factors, shifts, binFactors } of samples) {
    for (const factor of factors) if (!isExponential(factor)) others.add(factor.parameter);
    for (const { parameter } of shifts) others.add(parameter);
    for (const set of binFactors) set.forEach((p) => others.add(p));
  }
  return [...parameters.keys()].filter((p) => !others.has(p) && isStandard(parameters[p]!));
}

function isStandard({ fixed, initial, lower, upper, constraint }: Parameter): boolean {
  if (fixed || initial !== 0 || constraint.kind !== 'normal') return false;
  return constraint.aux === 0 && constraint.sigma === 1 && lower === -upper && upper >= WIDE;
}

function isExponential(factor: Factor): boolean {
  if (factor.kind !== 'interpolated' || !(factor.high > 0 && factor.low > 0)) return false;
  const rate = Math.log(factor.high);
  const variation = variationOf(factor.code, factor.high, factor.low);
  const curve = { value: 0, slope: 0, curvature: 0 };
  return Array.from({ length: 2 * WIDE * 4 + 1 }, (_, i) => i / 4 - WIDE).every((alpha) => {
    factorOf(variation, alpha, 1, curve);
    return Math.abs(curve.value * Math.exp(-rate * alpha) - 1) < AS_AN_EXPONENTIAL;
  });
}

/** d ln(sample) / d(parameter). */
function logResponse({ factors }: SampleTerm, p: number): number {
  return factors.reduce((sum, factor) => {
    return factor.kind === 'interpolated' && factor.parameter === p ? sum + Math.log(factor.high) : sum;
  }, 0);
}

function distinct(rows: readonly (readonly number[])[]): (readonly number[])[] {
  return [...new Map(rows.map((row) => [row.join(' '), row])).values()];
}

/** For a row of D its row of L. */
function rowFinder(
  rows: readonly (readonly number[])[],
  basis: readonly (readonly number[])[],
): (row: readonly number[]) => readonly number[] {
  const known = new Map(rows.map((row, i) => [row.join(' '), basis[i]!]));
  return (row) => known.get(row.join(' ')) ?? [];
}

/** The model without some parameters, and with new ones behind all others: one for each column of `loadings`. */
function withParameters(model: Model, without: readonly number[], loadings: readonly (readonly number[])[]): Model {
  const kept = [...model.parameters.keys()].filter((p) => !without.includes(p));
  const place = new Map(kept.map((p, i) => [p, i]));
  const at = (p: number): number => place.get(p)!;
  const added = loadings[0]!.map((_, k) => combined(k));
  const samples = model.samples.map((sample, s): SampleTerm => ({
    ...sample,
    factors: [
      ...sample.factors
        .filter(({ parameter }) => place.has(parameter))
        .map((factor) => ({ ...factor, parameter: at(factor.parameter) })),
      ...loadings[s]!.flatMap((l, k) => (l === 0 ? [] : [exponentialFactor(kept.length + k, l)])),
    ],
    shifts: sample.shifts.map((shift) => ({ ...shift, parameter: at(shift.parameter) })),
    binFactors: sample.binFactors.map((set) => set.map(at)),
  }));
  return {
    ...model,
    samples,
    parameters: [...kept.map((p) => model.parameters[p]!), ...added],
    parameterSets: [
      ...model.parameterSets.filter(({ first }) => place.has(first)).map((set) => ({ ...set, first: at(set.first) })),
      ...added.map(({ name }, k) => ({ name, first: kept.length + k, size: 1 })),
    ],
    pointOfInterest: at(model.pointOfInterest),
  };
}

function combined(k: number): Parameter {
  return {
    name: `combined systematic ${k + 1}`,
    initial: 0,
    lower: -2 * WIDE,
    upper: 2 * WIDE,
    fixed: false,
    constraint: { kind: 'normal', aux: 0, sigma: 1 },
  };
}

function exponentialFactor(parameter: number, rate: number): Factor {
  return { kind: 'interpolated', parameter, code: 'code1', high: Math.exp(rate), low: Math.exp(-rate) };
}
