import { asimovDataset, datasetOf, type Dataset } from '../fit/dataset.js';
import { createFitter } from '../fit/fitter.js';
import { nominalParameters } from '../fit/rates.js';
import type { CompiledModel } from '../model/compiled-model.js';
import { mergeToys, NO_TOYS, sampleOf, type ToySample } from '../toys/merge-toys.js';
import { toySource } from '../toys/draw-toy.js';
import { Hypothesis, type ToyEngine, type ToyRequest } from '../toys/toy-engine.js';
import { toyLogRatio } from '../toys/toy-log-ratio.js';
import { globalFit, qMuTilde } from './q-mu-tilde.js';
import { poolToys, type PooledToys } from './pooled-toys.js';

type LogRatio = (data: Dataset) => number;

/** What was found at one tested signal; `toys` is the number per hypothesis that was asked for. */
export interface ToyPoint {
  readonly testSignal: number;
  readonly toys: number;
  readonly signal: ToySample;
  readonly background: ToySample;
  readonly pooled: PooledToys;
  readonly qObserved?: number;
}

/** A test of any signal strength by toys; toys of a point are kept, and more of them are added when asked. */
export interface ToyTest {
  readonly at: (testSignal: number, toys: number) => Promise<ToyPoint>;
  readonly points: () => readonly ToyPoint[];
  /** Fits to the observed (or Asimov) data that did not converge. */
  readonly failedFits: () => number;
}

export interface ToyTestOptions {
  readonly key: readonly [number, number];
  /** Toys of one request to the engine; the result does not depend on it. */
  readonly batch?: number;
}

/**
 * Prepares the test. Toys of each hypothesis are drawn at its conditional fit to the observed data (without data: to the
 * nominal background-only Asimov data), auxiliary measurements included. Every tested signal uses the same random
 * numbers, which makes CLs a smooth function of it.
 */
export function toyTest(model: CompiledModel, engine: ToyEngine, options: ToyTestOptions): ToyTest {
  const fitter = createFitter(model);
  const data = model.observed ? datasetOf(model, model.observed) : asimovDataset(model, nominalParameters(model));
  const background = fitter.conditional(data, 0);
  const free = model.observed ? globalFit(fitter, data, 1 + 0.1 * data.counts.reduce((a, b) => a + b, 0)) : undefined;
  const cache = new Map<number, ToyPoint>();
  let failed = [background, free].filter((fit) => fit && fit.status !== 'converged').length;

  const add = async (
    sample: ToySample,
    request: Omit<ToyRequest, 'count'>,
    toys: number,
    ratio: LogRatio,
  ): Promise<ToySample> => {
    const step = options.batch ?? 65_536;
    let sum = sample;
    for (let first = request.first; first < toys; first += step) {
      const part = { ...request, first, count: Math.min(step, toys - first) };
      sum = mergeToys(sum, sampleOf(await engine.generate(part), logRatios(part, ratio)));
    }
    return sum;
  };

  const begin = (testSignal: number): ToyPoint => {
    const pooled = poolToys(NO_TOYS, NO_TOYS);
    const empty = { testSignal, toys: 0, signal: NO_TOYS, background: NO_TOYS, pooled };
    if (!free) return empty;
    const observed = qMuTilde(fitter, data, testSignal, free);
    if (observed.status !== 'converged') failed++;
    return { ...empty, qObserved: observed.q };
  };

  const at = async (testSignal: number, toys: number): Promise<ToyPoint> => {
    const point = cache.get(testSignal) ?? begin(testSignal);
    if (point.toys >= toys) return point;
    const conditional = fitter.conditional(data, testSignal, [background.parameters]);
    if (conditional.status !== 'converged') failed++;
    const ratio = toyLogRatio(model, conditional.parameters, background.parameters);
    const shared = { model, testSignal, first: point.toys, key: options.key };
    const ofSignal = { ...shared, hypothesis: Hypothesis.signal, truth: conditional.parameters };
    const ofBackground = { ...shared, hypothesis: Hypothesis.background, truth: background.parameters };
    const signal = await add(point.signal, ofSignal, toys, ratio);
    const without = await add(point.background, ofBackground, toys, ratio);
    const more = { ...point, toys, signal, background: without, pooled: poolToys(signal, without) };
    cache.set(testSignal, more);
    return more;
  };
  return {
    at,
    failedFits: () => failed,
    points: () => [...cache.values()].sort((a, b) => a.testSignal - b.testSignal),
  };
}

/** The weights of the toys of a request, from the same random numbers as the toys themselves. */
function logRatios(request: ToyRequest, ratio: LogRatio): Float64Array {
  const draw = toySource(request);
  return Float64Array.from({ length: request.count }, (_, i) => ratio(draw(request.first + i)));
}
