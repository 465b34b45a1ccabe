import { poissonDeviance } from '../fit/poisson-deviance.js';
import type { Dataset, Model } from '../model/model.js';
import { addConstraints, movedConstraints } from './moved-constraints.js';
import { hasKink } from './interpolation.js';
import { parameterLayout, type ParameterLayout } from './parameter-layout.js';
import { gammaHat, gammaPenalty, gammaStiffness, profiledGammas, type ProfiledGammas } from './profiled-gammas.js';
import { addRegionDerivatives } from './region-derivatives.js';
import { regionWorks, type RegionWork } from './region-work.js';
import { evaluateBend, evaluateSample } from './sample-work.js';

/**
 * -ln L relative to the saturated model (half the deviance, constraint terms included) as a function of the moved
 * parameters of `layout`, every profiled bin factor at its maximum. The arrays belong to this object and are overwritten
 * by each call.
 */
export interface Likelihood {
  readonly layout: ParameterLayout;
  /** Number of moved parameters. */
  readonly size: number;
  readonly value: (data: Dataset, moved: Float64Array) => number;
  /**
   * Value with gradient and Hessian. `soft` is for steps far from the minimum: a positive approximation of the Hessian,
   * with the expected mixed into the observed information.
   */
  readonly derivatives: (data: Dataset, moved: Float64Array, soft: boolean) => number;
  readonly gradient: Float64Array;
  /** Row-major size x size, lower triangle. */
  readonly hessian: Float64Array;
  /** All parameters of the last call. */
  readonly point: Float64Array;
  /** Whether the last call met events in a bin where none are expected: L is 0 there (the value is large, but finite). */
  readonly isImpossible: () => boolean;
  /** Moved parameters with a kink at 0 (code 0, code 1), and from which side its derivative is taken there. */
  readonly kinks: { readonly kinked: Uint8Array; readonly sides: Int8Array };
}

/** Below this an expectation counts as this, where events were seen. */
const LEAST_RATE = 1e-12;

type Mode = 'value' | 'soft' | 'exact';

/**
 * The likelihood of a model. With `profile` false no parameter is eliminated, and the Hessian is that of all parameters
 * that are not fixed.
 */
export function createLikelihood(model: Model, profile = true): Likelihood {
  const layout = parameterLayout(model, profile);
  const size = layout.moved.length;
  const { regions, bends } = regionWorks(model, layout);
  const gammas = profiledGammas(model, layout.profiled);
  const constraints = movedConstraints(model, layout);
  const derivatives = { gradient: new Float64Array(size), hessian: new Float64Array(size * size) };
  const point = Float64Array.from(model.parameters, ({ initial }) => initial);
  const pointSides = new Int8Array(point.length).fill(1);
  const sides = new Int8Array(size).fill(1);
  let impossible = false;

  const evaluate = (data: Dataset, moved: Float64Array, mode: Mode): number => {
    layout.moved.forEach((p, i) => {
      point[p] = moved[i]!;
      pointSides[p] = sides[i]!;
    });
    for (const bend of bends) evaluateBend(bend, point, pointSides);
    derivatives.gradient.fill(0);
    derivatives.hessian.fill(0);
    impossible = false;
    let total = 0;
    for (const region of regions) {
      expectEvents(region, point, pointSides);
      total += deviance(region, gammas, data, point);
      impossible ||= hasImpossibleBin(region, data);
      if (mode === 'value') continue;
      setInformation(region, gammas, data, mode);
      addRegionDerivatives(region, mode === 'exact', derivatives);
    }
    return total + addConstraints(constraints, data, point, mode === 'value' ? undefined : derivatives);
  };
  return {
    layout,
    size,
    ...derivatives,
    point,
    value: (data, moved) => evaluate(data, moved, 'value'),
    derivatives: (data, moved, soft) => evaluate(data, moved, soft ? 'soft' : 'exact'),
    isImpossible: () => impossible,
    kinks: { kinked: kinkedParameters(model, layout), sides },
  };
}

function expectEvents({ samples, scaled, other, bins }: RegionWork, point: Float64Array, sides: Int8Array): void {
  scaled.fill(0);
  other.fill(0);
  for (const sample of samples) {
    evaluateSample(sample, point, sides);
    if (sample.zeros > 0) continue;
    const { carries, product, base, gamma } = sample;
    const into = carries ? scaled : other;
    for (let b = 0; b < bins; b++) into[b]! += product * base[b]! * gamma[b]!;
  }
}

/** Half the deviance of a region, its profiled bin factors at their maxima, which are noted in `point`. */
function deviance(region: RegionWork, gammas: ProfiledGammas, data: Dataset, point: Float64Array): number {
  const { first, bins, scaled, other, rates, hasProfiled } = region;
  let total = 0;
  for (let b = 0; b < bins; b++) {
    if (hasProfiled) {
      const gamma = gammaHat(gammas, data, first + b, scaled[b]!, other[b]!);
      region.gammas[b] = point[gammas.parameter[first + b]!] = gamma;
      total += gammaPenalty(gammas, data, first + b, gamma);
    }
    rates[b] = region.gammas[b]! * scaled[b]! + other[b]!;
    total += poissonDeviance(data.counts[first + b]!, Math.max(rates[b]!, 0));
  }
  return total;
}

function hasImpossibleBin({ first, bins, rates }: RegionWork, { counts }: Dataset): boolean {
  for (let b = 0; b < bins; b++) if (rates[b]! <= 0 && counts[first + b]! > 0) return true;
  return false;
}

/**
 * Residual r = 1 - n / lambda, weight w and freedom of gamma, bin by bin. The soft weight is the mean of observed and
 * expected information, the latter alone where far more is seen than expected (its step goes to lambda = n at once).
 */
function setInformation(region: RegionWork, gammas: ProfiledGammas, data: Dataset, mode: Mode): void {
  const { first, bins, rates, residual, weight, freedom, scaled, hasProfiled } = region;
  for (let b = 0; b < bins; b++) {
    const n = data.counts[first + b]!;
    const rate = n > 0 ? Math.max(rates[b]!, LEAST_RATE) : rates[b]!;
    residual[b] = n > 0 ? (rate - n) / rate : rate < 0 ? 0 : 1;
    const observed = n > 0 ? n / (rate * rate) : 0;
    if (mode === 'exact') weight[b] = observed;
    else weight[b] = rate < 0.1 * n ? 1 / rate : 0.5 * (observed + 1 / Math.max(rate, 0.3));
    if (!hasProfiled) continue;
    const own = weight[b]! * scaled[b]! ** 2 + gammaStiffness(gammas, data, first + b, region.gammas[b]!);
    freedom[b] = own > 0 ? 1 / own : 0;
  }
}

function kinkedParameters({ samples }: Model, { place, moved }: ParameterLayout): Uint8Array {
  const kinked = new Uint8Array(moved.length);
  for (const { factors, shifts } of samples) {
    for (const one of [...factors.filter((factor) => factor.kind === 'interpolated'), ...shifts]) {
      if (hasKink(one.code) && place[one.parameter]! >= 0) kinked[place[one.parameter]!] = 1;
    }
  }
  return kinked;
}
