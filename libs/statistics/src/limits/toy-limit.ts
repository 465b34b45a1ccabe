import type { CompiledModel } from '../model/compiled-model.js';
import type { ToyEngine } from '../toys/toy-engine.js';
import { BAND_SIGMAS } from './asymptotic-cls.js';
import { asymptoticLimit } from './asymptotic-limit.js';
import { FIVE_NAN, type FiveBand, type LimitOptions, type LimitStatus } from './limit-band.js';
import { findNoisyRoot, type NoisyRoot } from './noisy-root.js';
import { normalCdf } from './normal.js';
import { toyCls, toyClsAtQuantile, type ToyCls } from './toy-cls.js';
import { toyTest, type ToyPoint, type ToyTest } from './toy-test.js';

/** Upper limits by toys, in signal events. */
export interface ToyLimit {
  readonly status: LimitStatus;
  readonly expected: FiveBand;
  readonly observed?: number;
  readonly medianError: number;
  readonly points: readonly ToyPointCls[];
  readonly toys: number;
  readonly refitted: number;
  readonly failedFits: number;
}

/** CLs of one tested signal. */
interface ToyPointCls {
  readonly signal: number;
  readonly clsExpected: FiveBand;
  readonly clsObserved?: number;
  readonly error: number;
  readonly toys: number;
}

/** Of the toys this many may be lost to fits that do not converge before the limit is not stated. */
const TOLERATED_FAILURES = 0.01;

type Curve = (point: ToyPoint) => ToyCls;

/**
 * Upper limits where CLs = 1 - cl, by toys: the observed one, and the quantiles of the limits that background-only
 * experiments would set (see `toyClsAtQuantile`). The search starts from the asymptotic limits. Toys are added, from
 * `toys.minimum` to `toys.maximum` per hypothesis and signal, until the relative standard error of the median is below
 * `toys.error`; that is decided from the merged toys only, so no split of the work changes it. Bands that coincide (as
 * those of no events do) are put into their order, where the noise of the toys has exchanged them.
 */
export async function toyLimit(
  model: CompiledModel,
  options: Pick<LimitOptions, 'cl' | 'toys' | 'key'> & { readonly batch?: number },
  engine: ToyEngine,
): Promise<ToyLimit> {
  if (!(model.signalYield > 0)) return withoutSignal();
  const seeds = asymptoticLimit(model, options.cl);
  const test = toyTest(model, engine, options);
  const curves = BAND_SIGMAS.map((k): Curve => {
    const quantile = normalCdf(k);
    return (point) => toyClsAtQuantile(point.pooled, quantile, engine.tieTolerance);
  });
  const root = (curve: Curve, toys: number, guess: number): Promise<NoisyRoot | { kind: 'no-root' }> =>
    findNoisyRoot(searchOf(test, curve, 1 - options.cl, toys, guess));

  const start = seed(seeds.expected[2], options.cl);
  const median = await adaptiveMedian(test, curves[2]!, options, (toys) => root(curves[2]!, toys, start));
  const limits = [NaN, NaN, median.limit, NaN, NaN];
  for (const [band, curve] of curves.entries()) {
    if (band !== 2) limits[band] = valueOf(await root(curve, median.toys, seed(seeds.expected[band]!, options.cl)));
  }
  const observedCurve: Curve = (point) => toyCls(point.pooled, point.qObserved ?? NaN, engine.tieTolerance);
  const observed = model.observed
    ? valueOf(await root(observedCurve, median.toys, seed(seeds.observed ?? NaN, options.cl)))
    : undefined;
  return summary(
    { test, curves, ...(observed === undefined ? {} : { observed, observedCurve }) },
    limits,
    median.error,
  );
}

interface Median {
  readonly limit: number;
  readonly error: number;
  readonly toys: number;
}

async function adaptiveMedian(
  test: ToyTest,
  curve: Curve,
  { toys: { minimum, maximum, error } }: Pick<LimitOptions, 'toys'>,
  find: (toys: number) => Promise<NoisyRoot | { kind: 'no-root' }>,
): Promise<Median> {
  for (let toys = minimum; ;) {
    const found = await find(toys);
    if (found.kind !== 'root') return { limit: NaN, error: NaN, toys };
    const low = await test.at(found.low.x, toys);
    const slope = (found.low.y - found.high.y) / (found.high.x - found.low.x);
    const limitError = curve(low).logError / slope;
    const relative = limitError / found.x;
    if (relative <= error || toys >= maximum) return { limit: found.x, error: limitError, toys };
    toys = Math.min(maximum, Math.ceil(toys * Math.max(1.5, 1.1 * (relative / error) ** 2)));
  }
}

function searchOf(test: ToyTest, curve: Curve, alpha: number, toys: number, guess: number) {
  return {
    guess,
    known: () => test.points().map((point) => ({ x: point.testSignal, y: Math.log(curve(point).cls / alpha) })),
    refine: async (x: number): Promise<'changed' | 'unchanged'> => {
      const before = test.points().find((point) => point.testSignal === x);
      return (await test.at(x, toys)) === before ? 'unchanged' : 'changed';
    },
  };
}

/** Where to begin: the asymptotic limit, which is too low for few events; no CLs limit is below ln(1 / alpha) events. */
function seed(asymptotic: number, cl: number): number {
  return Math.max(Number.isFinite(asymptotic) ? asymptotic : 0, -Math.log(1 - cl));
}

function valueOf(root: NoisyRoot | { readonly kind: 'no-root' }): number {
  return root.kind === 'root' ? root.x : NaN;
}

function summary(
  {
    test,
    curves,
    observed,
    observedCurve,
  }: { test: ToyTest; curves: readonly Curve[]; observed?: number; observedCurve?: Curve },
  limits: readonly number[],
  medianError: number,
): ToyLimit {
  const points = test.points();
  const samples = points.flatMap((point) => [point.signal, point.background]);
  const total = (of: (sample: (typeof samples)[number]) => number): number =>
    samples.reduce((sum, sample) => sum + of(sample), 0);
  const toys = 2 * points.reduce((sum, point) => sum + point.toys, 0);
  const failed = total((sample) => sample.failed);
  const found = [...limits, observed ?? 0].every(Number.isFinite);
  const ordered = found ? [...limits].sort((a, b) => a - b) : limits;
  const broken = test.failedFits() > 0 || failed > TOLERATED_FAILURES * toys;
  return {
    status: broken ? 'fit-failed' : found ? 'ok' : 'outside-range',
    expected: ordered as unknown as FiveBand,
    ...(observed === undefined ? {} : { observed }),
    medianError,
    points: points.map((point) => clsOf(point, curves, observedCurve)),
    toys,
    refitted: total((sample) => sample.refitted),
    failedFits: failed + test.failedFits(),
  };
}

function clsOf(point: ToyPoint, curves: readonly Curve[], observedCurve: Curve | undefined): ToyPointCls {
  const values = curves.map((curve) => curve(point));
  return {
    signal: point.testSignal,
    clsExpected: values.map(({ cls }) => cls) as unknown as FiveBand,
    ...(observedCurve ? { clsObserved: observedCurve(point).cls } : {}),
    error: values[2]!.cls * values[2]!.logError,
    toys: 2 * point.toys,
  };
}

function withoutSignal(): ToyLimit {
  return {
    status: 'outside-range',
    expected: FIVE_NAN,
    medianError: NaN,
    points: [],
    toys: 0,
    refitted: 0,
    failedFits: 0,
  };
}
