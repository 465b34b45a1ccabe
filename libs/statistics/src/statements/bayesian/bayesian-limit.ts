import { InvalidModelError } from '../../errors.js';
import { observedData } from '../../likelihood/dataset.js';
import type { Dataset, Model } from '../../model/model.js';
import type { LimitStatus } from '../limit-band.js';
import { nuisancePosterior, type NuisancePosterior, type PosteriorMode } from './bayes-posterior.js';
import { posteriorRange } from './bayes-range.js';
import { chebyshevNodes, densityOnInterval, type IntervalDensity } from './density-on-interval.js';
import { BATCHES, marginalLikelihood, type MarginalLikelihood } from './marginal-likelihood.js';

/** What is asked of a Bayesian limit. */
export interface BayesianOptions {
  /** Credibility, e.g. 0.90. */
  readonly cl: number;
  /** Draws of the nuisances: at least, at most, and the relative error of the limit at which to stop. */
  readonly draws?: { readonly minimum: number; readonly maximum: number; readonly error: number };
  /** 64-bit key of the random stream. */
  readonly key?: readonly [number, number];
  /** Data to take instead of the observed ones, e.g. Asimov data. */
  readonly data?: Dataset;
}

/** A Bayesian upper limit on mu. */
export interface BayesianLimit {
  readonly kind: 'bayesian-limit';
  readonly statement: 'upper-limit-bayesian';
  /** Flat in mu over `priorRange`; flat in each nuisance inside its bounds, times its constraint term. */
  readonly prior: 'flat';
  readonly priorRange: readonly [number, number];
  /** `quadrature` without nuisances, else `importance-sampling` around the maximum at each mu. */
  readonly method: 'quadrature' | 'importance-sampling';
  /**
   * `outside-range`: the data do not end the posterior before the upper bound of mu (it would be improper without that
   * bound); `fit-failed`: the draws do not know the posterior (fewer than 50 effective ones, as with
   * several maxima); draws end early where the maximum would not change that.
   */
  readonly status: LimitStatus;
  readonly cl: number;
  /** NaN where the status is not `ok`. */
  readonly limit: number;
  /** Standard error of the limit from the number of draws. */
  readonly error: number;
  readonly draws: number;
  /** Draws from the posterior itself that would know as much; the least of all mu with 1 % of the highest density. */
  readonly effectiveDraws: number;
  /** Maxima over the nuisances that were not found. */
  readonly failedFits: number;
  /** The posterior density of mu, normalised to 1, at rising mu. */
  readonly posterior: readonly { readonly mu: number; readonly density: number }[];
}

const DRAWS = { minimum: 1_000, maximum: 64_000, error: 0.002 };
const NODES = { quadrature: 192, sampled: 64 };
/** The posterior is followed down to this ln of its height. */
const DEPTH = { quadrature: 32, sampled: 20 };
/** Of the probability beyond the limit this fraction may lie beyond the upper bound of mu. */
const TOLERATED_BEYOND = 0.01;
const FEWEST_EFFECTIVE = 50;

/**
 * Bayesian upper limit on mu at credibility `cl` with a flat prior in mu >= 0, the mu_up with
 * integral_0^mu_up p(mu | data) dmu = cl, where p(mu | data) ~ integral L(data | mu, theta) dtheta.
 * Without nuisances by quadrature, to 1e-8; else by importance sampling, see `marginalLikelihood`, with the error from a
 * jackknife over 20 batches of draws. A shapesys gamma has a flat prior before its auxiliary count m, which makes it
 * Gamma(m + 1, tau).
 * @throws InvalidModelError for a credibility or a number of draws that has no meaning
 * @example
 * const { limit, error } = bayesianLimit(model, { cl: 0.9 });
 */
export function bayesianLimit(model: Model, options: BayesianOptions): BayesianLimit {
  const { cl, draws = DRAWS, key = [0, 0], data = observedData(model) } = options;
  checkOptions(cl, draws);
  const posterior = nuisancePosterior(model, data);
  const method = posterior.size === 0 ? 'quadrature' : 'importance-sampling';
  const grade = posterior.size === 0 ? 'quadrature' : 'sampled';
  const { lower, upper } = model.parameters[model.pointOfInterest]!;
  const priorRange = [Math.max(0, lower), upper] as const;
  const range = posteriorRange(posterior, priorRange, DEPTH[grade]);
  const nodes = chebyshevNodes(NODES[grade], ...range);
  const modes = modesAt(posterior, nodes);
  const curve = marginalLikelihood(posterior, nodes, modes, key);
  const stated = posterior.size === 0 ? exact(modes, range) : sampled(curve, range, cl, draws);
  const beyond = beyondBound(stated.density, range, upper);
  const usable = posterior.size === 0 || stated.effectiveDraws >= FEWEST_EFFECTIVE;
  const status = !usable ? 'fit-failed' : beyond > TOLERATED_BEYOND * (1 - cl) ? 'outside-range' : 'ok';
  return {
    kind: 'bayesian-limit',
    statement: 'upper-limit-bayesian',
    prior: 'flat',
    priorRange,
    method,
    status,
    cl,
    limit: status === 'ok' ? stated.density.quantile(cl) : NaN,
    error: status === 'ok' ? stated.error : NaN,
    draws: stated.draws,
    effectiveDraws: stated.effectiveDraws,
    failedFits: modes.filter((mode) => mode.status !== 'converged').length,
    posterior: [...nodes].reverse().map((mu) => ({ mu, density: Math.max(0, stated.density.density(mu)) })),
  };
}

interface Stated {
  readonly density: IntervalDensity;
  readonly error: number;
  readonly draws: number;
  readonly effectiveDraws: number;
}

type Range = readonly [number, number];

function exact(modes: readonly PosteriorMode[], range: Range): Stated {
  const density = densityFrom(
    modes.map(({ value }) => value),
    range,
  );
  return { density, error: 0, draws: 0, effectiveDraws: 0 };
}

function sampled(
  curve: ReturnType<typeof marginalLikelihood>,
  range: Range,
  cl: number,
  { minimum, maximum, error: wanted }: NonNullable<BayesianOptions['draws']>,
): Stated {
  for (let draws = minimum; ; draws = Math.min(2 * draws, maximum)) {
    const values = curve.draw(draws);
    const density = densityFrom(values.logValues(), range);
    const limits = Array.from({ length: BATCHES }, (_, i) => densityFrom(values.logValues(i), range).quantile(cl));
    const error = jackknifeError(limits);
    const effectiveDraws = fewestEffective(values);
    const known = error <= wanted * density.quantile(cl) && effectiveDraws >= 4 * FEWEST_EFFECTIVE;
    const hopeless = (effectiveDraws - 1) * (maximum / draws) < 4 * FEWEST_EFFECTIVE;
    if (known || hopeless || draws >= maximum) return { density, error, draws, effectiveDraws };
  }
}

function fewestEffective({ effectiveDraws, logValues }: MarginalLikelihood): number {
  const logs = logValues();
  const highest = logs.reduce((a, b) => Math.max(a, b));
  return effectiveDraws.reduce(
    (least, n, k) => (logs[k]! > highest - Math.log(100) ? Math.min(least, n) : least),
    Infinity,
  );
}

/** sqrt((B - 1) / B sum (x_i - mean)^2) of the results without batch i. */
function jackknifeError(values: readonly number[]): number {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const squares = values.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  return Math.sqrt(((values.length - 1) / values.length) * squares);
}

function densityFrom(logValues: ArrayLike<number>, [lower, upper]: Range): IntervalDensity {
  const logs = Array.from(logValues);
  const highest = logs.reduce((a, b) => Math.max(a, b));
  return densityOnInterval(
    Float64Array.from(logs, (log) => Math.exp(log - highest)),
    lower,
    upper,
  );
}

function modesAt(posterior: NuisancePosterior, nodes: Float64Array): readonly PosteriorMode[] {
  let last: PosteriorMode | undefined;
  return Array.from(nodes, (mu) => {
    last = posterior.mode(mu, last?.value === -Infinity ? undefined : last?.point);
    return last;
  });
}

/** Probability beyond the bound, were the density to fall on as it does there; 0 where it has vanished before. */
function beyondBound({ density }: IntervalDensity, [lower, upper]: Range, bound: number): number {
  if (upper < bound) return 0;
  const step = 0.01 * (upper - lower);
  const [before, there] = [density(upper - step), density(upper)];
  if (there < 1e-7 / (upper - lower)) return 0;
  const fall = Math.log(before / there) / step;
  return fall > 0 ? there / fall : Infinity;
}

function checkOptions(cl: number, { minimum, maximum, error }: NonNullable<BayesianOptions['draws']>): void {
  if (!(cl > 0 && cl < 1)) throw new InvalidModelError(`credibility is ${cl}; allowed is a number between 0 and 1`);
  const whole = Number.isInteger(minimum) && Number.isInteger(maximum);
  if (!(whole && minimum >= 100 && minimum <= maximum && error > 0)) {
    throw new InvalidModelError(
      `draws are minimum ${minimum}, maximum ${maximum}, error ${error}; allowed are whole numbers 100 <= minimum <= maximum and an error above 0`,
    );
  }
}
