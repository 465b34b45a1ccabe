import { InvalidModelError } from '../../errors.js';
import { normalQuantile } from '../../numerics/normal.js';
import type { Model } from '../../model/model.js';
import type { ToyEngine } from '../../toys/engine.js';
import { mergeToys, NO_TOYS, type ToySample } from '../../toys/merge-toys.js';
import { acceptanceEdge, type Acceptance } from './acceptance-edge.js';
import { dataFits, type DataFits } from '../data-fits.js';
import { firstIndexAtLeast } from '../../numerics/first-index.js';
import { Hypothesis, hypothesisKey } from '../toys/hypothesis-key.js';
import type { LimitStatus } from '../limit-band.js';
import { toyEnsemble } from '../toys/toy-ensemble.js';

/** What is asked of a Feldman-Cousins interval by toys. */
export interface UnifiedIntervalOptions {
  /** Confidence level, e.g. 0.90. */
  readonly cl: number;
  /** Toys of each mu: at least, and at most where it is not clear whether that mu is accepted. */
  readonly toys?: { readonly minimum: number; readonly maximum: number };
  /** Relative width to which the ends of the interval are followed. */
  readonly tolerance?: number;
  readonly key?: readonly [number, number];
  /** Toys of one request to the engine; the result does not depend on it. */
  readonly batch?: number;
}

/** A Feldman-Cousins interval of mu. */
export interface UnifiedInterval {
  readonly kind: 'interval';
  readonly statement: 'feldman-cousins';
  readonly method: 'toys';
  readonly status: LimitStatus;
  readonly cl: number;
  /** mu that fits the data best, >= 0. */
  readonly estimate: number;
  /** 0 where mu = 0 is accepted. */
  readonly lower: number;
  /** NaN where the upper bound of mu is accepted: the status is `outside-range`. */
  readonly upper: number;
  /** From the number of toys and the width to which an end was followed. */
  readonly lowerError: number;
  readonly upperError: number;
  /** p-value of t_mu at each tested mu, by rising mu. */
  readonly scan: readonly { readonly mu: number; readonly p: number; readonly error: number; readonly toys: number }[];
  readonly toys: number;
  readonly refittedToys: number;
  readonly failedFits: number;
}

const TOYS = { minimum: 2_000, maximum: 20_000 };
const TOLERANCE = 0.01;

/**
 * Feldman-Cousins interval (arXiv:physics/9711021) of any model by toys: mu is in it where the data are not among the
 * fraction 1 - cl of toys with the largest t_mu = 2 [-ln L(mu, theta-hat-hat) + ln L(mu-hat, theta-hat)], mu-hat >= 0,
 * that is where P(t_mu >= t_mu(data)) > 1 - cl, ties counted. Toys of each mu are drawn at the conditional fit to the
 * data there. The ends are the first and the last accepted mu; gaps narrower than the steps outwards are not seen.
 * @throws InvalidModelError for a confidence level or numbers of toys without meaning
 * @example
 * const { lower, upper } = await feldmanCousins(model, { cl: 0.9 }, hostToyEngine());
 */
export async function feldmanCousins(
  model: Model,
  options: UnifiedIntervalOptions,
  engine: ToyEngine,
): Promise<UnifiedInterval> {
  const { cl, toys: numbers = TOYS, tolerance = TOLERANCE } = options;
  checkOptions(cl, numbers);
  const fits = dataFits(model, 't');
  const { lower, upper } = model.parameters[model.pointOfInterest]!;
  const range = [Math.max(0, lower), upper] as const;
  const estimate = fits.free.parameters[model.pointOfInterest]!;
  const test = unifiedTest(model, fits, options, engine);
  const at = (mu: number): Promise<Acceptance> => decided(test.at, mu, 1 - cl, numbers);
  const low = await acceptanceEdge({
    at,
    from: estimate,
    guess: asymptoticEdge(fits, cl, estimate, range[0]),
    end: range[0],
    tolerance,
  });
  const high = await acceptanceEdge({
    at,
    from: estimate,
    guess: asymptoticEdge(fits, cl, estimate, range[1]),
    end: range[1],
    tolerance,
  });
  const found = test.found();
  const toys = found.reduce((sum, { sample }) => sum + sample.q.length + sample.failed, 0);
  const failed = found.reduce((sum, { sample }) => sum + sample.failed, 0);
  const broken = fits.failedFits() > 0 || failed > 0.01 * toys;
  return {
    kind: 'interval',
    statement: 'feldman-cousins',
    method: 'toys',
    status: broken ? 'fit-failed' : high.kind === 'beyond' ? 'outside-range' : 'ok',
    cl,
    estimate,
    lower: low.kind === 'beyond' ? range[0] : low.x,
    lowerError: low.kind === 'beyond' ? 0 : low.error,
    upper: high.kind === 'beyond' ? NaN : high.x,
    upperError: high.kind === 'beyond' ? NaN : high.error,
    scan: found.map(({ mu, p, error, sample }) => ({ mu, p, error, toys: sample.q.length })),
    toys,
    refittedToys: found.reduce((sum, { sample }) => sum + sample.refitted, 0),
    failedFits: failed + fits.failedFits(),
  };
}

interface UnifiedPoint {
  readonly mu: number;
  readonly p: number;
  readonly error: number;
  readonly sample: ToySample;
}

interface UnifiedTest {
  readonly at: (mu: number, toys: number) => Promise<UnifiedPoint>;
  readonly found: () => readonly UnifiedPoint[];
}

function unifiedTest(
  model: Model,
  fits: DataFits,
  { key = [0, 0], batch }: UnifiedIntervalOptions,
  engine: ToyEngine,
): UnifiedTest {
  const cache = new Map<number, UnifiedPoint>();
  const at = async (mu: number, toys: number): Promise<UnifiedPoint> => {
    const before = cache.get(mu)?.sample ?? NO_TOYS;
    const first = before.q.length + before.failed;
    if (first >= toys) return cache.get(mu)!;
    const ensemble = toyEnsemble(engine, {
      ...{ model, truth: fits.conditional(mu).parameters, statistic: 't' },
      key: hypothesisKey(key, Hypothesis.signal),
      ...(batch === undefined ? {} : { batch }),
    });
    const sample = mergeToys(before, await ensemble.test({ mu, first, count: toys - first }));
    const { q } = sample;
    const p = (q.length - firstIndexAtLeast(q, fits.observed(mu) - engine.tieTolerance)) / q.length;
    const point = { mu, p, error: Math.sqrt(Math.max(p * (1 - p), 1 / q.length) / q.length), sample };
    cache.set(mu, point);
    return point;
  };
  return { at, found: () => [...cache.values()].sort((a, b) => a.mu - b.mu) };
}

/** Toys until p is 3 errors away from alpha, or the maximum. */
async function decided(
  at: UnifiedTest['at'],
  mu: number,
  alpha: number,
  { minimum, maximum }: { readonly minimum: number; readonly maximum: number },
): Promise<Acceptance> {
  for (let toys = minimum; ; toys = Math.min(maximum, 2 * toys)) {
    const { p, error } = await at(mu, toys);
    if (toys >= maximum || Math.abs(p - alpha) > 3 * error) return { x: mu, excess: p - alpha, error };
  }
}

/** Where t_mu of the data is what it would be at the level `cl` for one degree of freedom, between two values of mu. */
function asymptoticEdge(fits: DataFits, cl: number, from: number, to: number): number {
  const level = normalQuantile(0.5 * (1 + cl)) ** 2;
  if (fits.observed(to) <= level) return to;
  let [inside, outside] = [from, to];
  for (let i = 0; i < 30 && Math.abs(outside - inside) > 0.02 * Math.abs(outside - from); i++) {
    const middle = 0.5 * (inside + outside);
    if (fits.observed(middle) <= level) inside = middle;
    else outside = middle;
  }
  return 0.5 * (inside + outside);
}

function checkOptions(cl: number, { minimum, maximum }: { readonly minimum: number; readonly maximum: number }): void {
  if (!(cl > 0 && cl < 1))
    throw new InvalidModelError(`confidence level is ${cl}; allowed is a number between 0 and 1`);
  const whole = Number.isInteger(minimum) && Number.isInteger(maximum);
  if (!(whole && minimum >= 100 && minimum <= maximum)) {
    throw new InvalidModelError(
      `toys are minimum ${minimum}, maximum ${maximum}; allowed are whole numbers 100 <= minimum <= maximum`,
    );
  }
}
