import { createLikelihood, type Likelihood } from '../likelihood/likelihood.js';
import { initialParameters } from '../likelihood/dataset.js';
import type { Dataset, Model } from '../model/model.js';
import { boundedNewton } from './bounded-newton.js';
import { explorationStarts } from './exploration-starts.js';
import type { FitResult } from './fit-result.js';
import type { Box } from './objective.js';

/** Where a fit starts and what it may do. */
export interface FitOptions {
  /** The parameter of interest is held here ... */
  readonly fixedAt?: number;
  /** ... or is free in this range instead of its own bounds. */
  readonly range?: readonly [number, number];
  /**
   * Points to start from; the best result counts. Without them: the initial parameters. In models whose likelihood has
   * several minima by its make, `explorationStarts` come on top.
   */
  readonly starts?: readonly Float64Array[];
}

/** Maximum-likelihood fits of one model; holds scratch space, so use one per thread of work. */
export interface ModelFitter {
  readonly model: Model;
  readonly fit: (data: Dataset, options?: FitOptions) => FitResult;
}

/** A minimum counts as another one where its -2 ln L differs by more than the first and less than the second. */
const OTHER_MINIMUM = [2e-4, 10] as const;

type Single = Omit<FitResult, 'otherMinima'>;

/**
 * Double-precision maximum-likelihood fits by bounded Newton steps with exact derivatives, one bin factor of each bin
 * eliminated in closed form (see `createLikelihood`, `boundedNewton`). A fit that did not converge from any start is
 * tried once more from the initial parameters. Where the fixed parameters make the data impossible the value is Infinity.
 * @example
 * const fit = createModelFitter(model).fit(observedData(model), { fixedAt: 1 });
 */
export function createModelFitter(model: Model): ModelFitter {
  const likelihood = createLikelihood(model);
  const minimise = boundedNewton(likelihood);
  const initial = initialParameters(model);
  const exploration = explorationStarts(model);
  const box = { lower: new Float64Array(likelihood.size), upper: new Float64Array(likelihood.size) };
  const moved = new Float64Array(likelihood.size);

  const fitFrom = (data: Dataset, start: Float64Array): Single => {
    likelihood.layout.moved.forEach((p, i) => (moved[i] = Math.min(box.upper[i]!, Math.max(box.lower[i]!, start[p]!))));
    leaveImpossible(likelihood, data, moved, box);
    const { status, value, edm, iterations } = minimise(data, moved, box);
    const parameters = likelihood.point.slice();
    return { status, value: likelihood.isImpossible() ? Infinity : value, parameters, edm, iterations };
  };

  return {
    model,
    fit: (data, options = {}) => {
      setBox(model, likelihood, options, box);
      const fits = [...(options.starts ?? [initial]), ...exploration].map((start) => fitFrom(data, start));
      if (options.starts && fits.every(({ status }) => status === 'not-converged')) fits.push(fitFrom(data, initial));
      const best = fits.reduce((a, b) => (isBetter(b, a) ? b : a));
      return { ...best, otherMinima: fits.length > 1 ? otherMinima(fits, best) : [] };
    },
  };
}

function isBetter(a: Single, b: Single): boolean {
  return a.status === b.status ? a.value < b.value : a.status === 'converged';
}

function otherMinima(fits: readonly Single[], best: Single): FitResult['otherMinima'] {
  const found: { readonly value: number; readonly parameters: Float64Array }[] = [];
  for (const { status, value, parameters } of fits) {
    const isNew = [best, ...found].every((known) => 2 * Math.abs(value - known.value) > OTHER_MINIMUM[0]);
    if (status === 'converged' && isNew && 2 * (value - best.value) < OTHER_MINIMUM[1]) {
      found.push({ value, parameters });
    }
  }
  return found;
}

function setBox(model: Model, { layout }: Likelihood, { fixedAt, range }: FitOptions, box: Box): void {
  layout.moved.forEach((p, i) => {
    const { lower, upper, initial, fixed } = model.parameters[p]!;
    box.lower[i] = fixed ? initial : lower;
    box.upper[i] = fixed ? initial : upper;
  });
  const poi = layout.place[model.pointOfInterest]!;
  const [lower, upper] = fixedAt === undefined ? (range ?? []) : [fixedAt, fixedAt];
  if (lower !== undefined) box.lower[poi] = lower;
  if (upper !== undefined) box.upper[poi] = upper;
}

/** Moves a start at which the data are impossible off the lower bounds, where nothing may be expected. */
function leaveImpossible({ value, isImpossible }: Likelihood, data: Dataset, moved: Float64Array, box: Box): void {
  value(data, moved);
  if (!isImpossible()) return;
  for (let i = 0; i < moved.length; i++) {
    const [lower, upper] = [box.lower[i]!, box.upper[i]!];
    if (moved[i] === lower) moved[i] = lower + Math.min(0.05 * (upper - lower), 0.05 * Math.max(1, Math.abs(lower)));
  }
}
