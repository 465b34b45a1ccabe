import { asimovDataset, datasetOf } from '../fit/dataset.js';
import { createFitter } from '../fit/fitter.js';
import { nominalParameters, type ModelParameters } from '../fit/rates.js';
import type { CompiledModel } from '../model/compiled-model.js';
import { mergeToys, NO_TOYS, sampleOf, type ToySample } from '../toys/merge-toys.js';
import { Hypothesis, type ToyEngine } from '../toys/toy-engine.js';
import { globalFit, qMuTilde } from './q-mu-tilde.js';
import type { ToyPair } from './toy-cls.js';

/** What was found at one tested signal; `toys` is the number per hypothesis that was asked for. */
export interface ToyPoint extends ToyPair {
  readonly testSignal: number;
  readonly toys: number;
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
    point: ToyPoint,
    toys: number,
    hypothesis: Hypothesis,
    truth: ModelParameters,
  ): Promise<ToySample> => {
    let sample = hypothesis === Hypothesis.signal ? point.signal : point.background;
    for (let first = point.toys; first < toys; first += options.batch ?? 65_536) {
      const count = Math.min(options.batch ?? 65_536, toys - first);
      const request = { model, testSignal: point.testSignal, hypothesis, truth, first, count, key: options.key };
      sample = mergeToys(sample, sampleOf(await engine.generate(request)));
    }
    return sample;
  };

  const begin = (testSignal: number): ToyPoint => {
    const empty = { testSignal, toys: 0, signal: NO_TOYS, background: NO_TOYS };
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
    const signal = await add(point, toys, Hypothesis.signal, conditional.parameters);
    const more = {
      ...point,
      toys,
      signal,
      background: await add(point, toys, Hypothesis.background, background.parameters),
    };
    cache.set(testSignal, more);
    return more;
  };
  return {
    at,
    failedFits: () => failed,
    points: () => [...cache.values()].sort((a, b) => a.testSignal - b.testSignal),
  };
}
