import { poolToys, type PooledToys } from './pooled-toys.js';
import type { Model } from '../../model/model.js';
import type { ToyEngine } from '../../toys/engine.js';
import { mergeToys, NO_TOYS, type ToySample } from '../../toys/merge-toys.js';
import { dataFits } from '../data-fits.js';
import { Hypothesis, hypothesisKey } from './hypothesis-key.js';
import { toyEnsemble, type ToyEnsemble } from './toy-ensemble.js';

/** What was found at one tested mu; `toys` is the number per hypothesis that was asked for. */
export interface ToyPoint {
  readonly mu: number;
  readonly toys: number;
  readonly signal: ToySample;
  readonly background: ToySample;
  readonly pooled: PooledToys;
  /** NaN where only expectations are asked for. */
  readonly qObserved: number;
}

/** A test of any signal strength by toys; toys of a point are kept, and more of them are added when asked. */
export interface ToyTest {
  readonly at: (mu: number, toys: number) => Promise<ToyPoint>;
  /** By rising mu. */
  readonly points: () => readonly ToyPoint[];
  /** Fits to the observed (or expected) data that did not converge. */
  readonly failedFits: () => number;
}

export interface ToyTestOptions {
  /** 64-bit key of the random streams (campaign and point). */
  readonly key: readonly [number, number];
  readonly testStatistic?: 'q~' | 'q';
  /** The data are the nominal expectation without signal, and nothing is observed. */
  readonly expectedOnly?: boolean;
  /** Toys of one request to the engine; the result does not depend on it. */
  readonly batch?: number;
}

/**
 * Prepares the test. Toys of each hypothesis are drawn at its conditional fit to the data, auxiliary measurements
 * included. Background-only toys, and their free fits, are the same for every mu; toys with signal use the same random
 * numbers at every mu, which makes CLs a smooth function of it.
 */
export function toyTest(model: Model, engine: ToyEngine, options: ToyTestOptions): ToyTest {
  const { key, testStatistic: statistic = 'q~', expectedOnly = false, batch } = options;
  const fits = dataFits(model, statistic, expectedOnly);
  const without = fits.background.parameters;
  const ensemble = (truth: Float64Array, hypothesis: Hypothesis): ToyEnsemble =>
    toyEnsemble(engine, {
      ...{ model, truth, statistic, key: hypothesisKey(key, hypothesis) },
      ...(batch === undefined ? {} : { batch }),
    });
  const ofBackground = ensemble(without, Hypothesis.background);
  const cache = new Map<number, ToyPoint>();
  const begin = (mu: number): ToyPoint => ({
    ...{ mu, toys: 0, signal: NO_TOYS, background: NO_TOYS, pooled: poolToys(NO_TOYS, NO_TOYS) },
    qObserved: expectedOnly ? NaN : fits.observed(mu),
  });
  const at = async (mu: number, toys: number): Promise<ToyPoint> => {
    const point = cache.get(mu) ?? begin(mu);
    if (point.toys >= toys) return point;
    const withSignal = fits.conditional(mu).parameters;
    const request = { mu, first: point.toys, count: toys - point.toys };
    const moreS = await ensemble(withSignal, Hypothesis.signal).test({ ...request, other: without, inverted: true });
    const moreB = await ofBackground.test({ ...request, other: withSignal });
    const [signal, background] = [mergeToys(point.signal, moreS), mergeToys(point.background, moreB)];
    const more = { ...point, toys, signal, background, pooled: poolToys(signal, background) };
    cache.set(mu, more);
    return more;
  };
  return {
    at,
    failedFits: fits.failedFits,
    points: () => [...cache.values()].sort((a, b) => a.mu - b.mu),
  };
}
