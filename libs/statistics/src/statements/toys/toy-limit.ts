import { findNoisyRoot, type NoisyRoot } from '../../numerics/noisy-root.js';
import { normalCdf } from '../../numerics/normal.js';
import { toyCls, toyClsAtQuantile, type ToyCls } from './toy-cls.js';
import { expectedCounts } from '../../likelihood/expected-counts.js';
import { initialParameters } from '../../likelihood/dataset.js';
import type { Model } from '../../model/model.js';
import type { ToyEngine } from '../../toys/engine.js';
import { BAND_SIGMAS } from '../asymptotic/asymptotic-cls.js';
import { FIVE_NAN, type FiveBand, type LimitOptions, type LimitStatus, type ScanPoint } from '../limit-band.js';
import { toyTest, type ToyPoint, type ToyTest } from './toy-test.js';

/** Upper limits on mu by toys. */
export interface ToyLimit {
  readonly status: LimitStatus;
  readonly expected: FiveBand;
  /** Absent where only expectations are asked for; NaN above the upper bound of mu. */
  readonly observed?: number;
  readonly medianError: number;
  readonly observedError: number;
  readonly scan: readonly ScanPoint[];
  readonly toys: number;
  readonly refittedToys: number;
  readonly failedFits: number;
}

/** What is asked of limits by toys; the seeds say where to begin, NaN where nothing is known. */
export type ToyLimitOptions = Pick<LimitOptions, 'cl' | 'toys' | 'key' | 'testStatistic' | 'expectedOnly'> & {
  readonly seeds: { readonly expected: FiveBand; readonly observed?: number };
  readonly batch?: number;
};

/** Of the toys this many may be lost to fits that do not converge before the limit is not stated. */
const TOLERATED_FAILURES = 0.01;

type Curve = (point: ToyPoint) => ToyCls;

/** A limit and what was spent on it; NaN where the curve does not reach the level below the upper bound of mu. */
interface Found {
  readonly limit: number;
  readonly error: number;
  readonly toys: number;
}

/**
 * Upper limits where CLs = 1 - cl, by toys: the observed one, and the quantiles of the limits that background-only
 * experiments would set (see `toyClsAtQuantile`). Toys are added, from `toys.minimum` to `toys.maximum` per hypothesis
 * and mu, until the relative standard errors of the median and of the observed limit are below `toys.error`; that is
 * decided from the merged toys only, so no split of the work changes it. Bands that coincide (as those of no events do)
 * are put into their order, where the noise of the toys has exchanged them.
 */
export async function toyLimit(model: Model, options: ToyLimitOptions, engine: ToyEngine): Promise<ToyLimit> {
  const search = searchFor(model, options, engine);
  const { minimum } = options.toys;
  const tolerance = engine.tieTolerance;
  const curves = BAND_SIGMAS.map((k): Curve => {
    const quantile = normalCdf(k);
    return (point) => toyClsAtQuantile(point.pooled, quantile, tolerance);
  });
  const observedCurve: Curve = (point) => toyCls(point.pooled, point.qObserved, tolerance);
  const { seeds } = options;

  const median = await search.adaptive(curves[2]!, seeds.expected[2], minimum);
  const observed = options.expectedOnly
    ? undefined
    : await search.adaptive(observedCurve, seeds.observed ?? NaN, minimum);
  const limits = [];
  for (const [band, curve] of curves.entries()) {
    limits.push(band === 2 ? median.limit : (await search.once(curve, seeds.expected[band]!, median.toys)).limit);
  }
  const scanned = observed ? [...curves, observedCurve] : curves;
  return summary(search.test, scanned, { limits, median, observed });
}

interface Search {
  readonly test: ToyTest;
  /** With this number of toys. */
  readonly once: (curve: Curve, seed: number, toys: number) => Promise<Found>;
  /** With as many toys as the wanted error takes. */
  readonly adaptive: (curve: Curve, seed: number, toys: number) => Promise<Found>;
}

function searchFor(model: Model, options: ToyLimitOptions, engine: ToyEngine): Search {
  const alpha = 1 - options.cl;
  const test = toyTest(model, engine, options);
  const { upper } = model.parameters[model.pointOfInterest]!;
  const least = Math.min(upper, Math.log(1 / alpha) / signalYield(model));
  const once = async (curve: Curve, seed: number, toys: number): Promise<Found> => {
    const root = await findNoisyRoot({
      guess: Math.min(upper, Math.max(Number.isFinite(seed) ? seed : 0, least)),
      maximum: upper,
      known: () => test.points().map((point) => ({ x: point.mu, y: Math.log(curve(point).cls / alpha) })),
      refine: async (x) => {
        const before = test.points().find((point) => point.mu === x);
        return (await test.at(x, toys)) === before ? 'unchanged' : 'changed';
      },
    });
    if (root.kind !== 'root') return { limit: NaN, error: NaN, toys };
    return { limit: root.x, error: limitError(curve, root, await test.at(root.low.x, toys)), toys };
  };
  const adaptive = async (curve: Curve, seed: number, from: number): Promise<Found> => {
    const { maximum, error } = options.toys;
    for (let toys = from; ;) {
      const found = await once(curve, seed, toys);
      const relative = found.error / found.limit;
      if (!(relative > error) || toys >= maximum) return found;
      toys = Math.min(maximum, Math.ceil(toys * Math.max(1.5, 1.1 * (relative / error) ** 2)));
    }
  };
  return { test, once, adaptive };
}

function limitError(curve: Curve, { low, high }: NoisyRoot, lowPoint: ToyPoint): number {
  const slope = (low.y - high.y) / (high.x - low.x);
  return curve(lowPoint).logError / slope;
}

/** Expected signal events at mu = 1: no CLs limit is below ln(1 / alpha) events. */
function signalYield(model: Model): number {
  const initial = initialParameters(model);
  const [without, one] = [0, 1].map((mu) => expectedCounts(model, initial.with(model.pointOfInterest, mu)));
  return one!.reduce((sum, count, b) => sum + count - without![b]!, 0);
}

function summary(
  test: ToyTest,
  curves: readonly Curve[],
  { limits, median, observed }: { limits: readonly number[]; median: Found; observed: Found | undefined },
): ToyLimit {
  const points = test.points();
  const samples = points.flatMap((point) => [point.signal, point.background]);
  const total = (of: (sample: (typeof samples)[number]) => number): number =>
    samples.reduce((sum, sample) => sum + of(sample), 0);
  const toys = 2 * points.reduce((sum, point) => sum + point.toys, 0);
  const failed = total((sample) => sample.failed);
  const broken = test.failedFits() > 0 || failed > TOLERATED_FAILURES * toys;
  const found = [...limits, observed?.limit ?? 0].every(Number.isFinite);
  return {
    status: broken ? 'fit-failed' : found ? 'ok' : 'outside-range',
    expected: broken ? FIVE_NAN : inOrder(limits),
    ...(observed ? { observed: broken ? NaN : observed.limit } : {}),
    medianError: median.error,
    observedError: observed?.error ?? NaN,
    scan: points.map((point) => scanned(point, curves)),
    toys,
    refittedToys: total((sample) => sample.refitted),
    failedFits: failed + test.failedFits(),
  };
}

/** Rising; what is above the bound of mu comes last. */
function inOrder(limits: readonly number[]): FiveBand {
  const above = (limit: number): number => (Number.isNaN(limit) ? Infinity : limit);
  const sorted = [...limits].sort((a, b) => above(a) - above(b));
  return sorted as unknown as FiveBand;
}

function scanned(point: ToyPoint, curves: readonly Curve[]): ScanPoint {
  const values = curves.map((curve) => curve(point));
  return {
    mu: point.mu,
    clsExpected: values.slice(0, 5).map(({ cls }) => cls) as unknown as FiveBand,
    ...(values[5] ? { clsObserved: values[5].cls } : {}),
    error: values[2]!.cls * values[2]!.logError,
    toys: 2 * point.toys,
  };
}
