import { createModelFitter, type ModelFitter } from '../fit/model-fitter.js';
import { initialParameters } from '../likelihood/dataset.js';
import type { Dataset, Model } from '../model/model.js';
import { toySource } from './draw.js';
import type { ToyBatch, ToyEngine, ToyRequest } from './engine.js';
import { logRatio, valueAt } from './value-at.js';

/** Fits of one toy; NaN where none converged. Values are relative to the true parameters. */
export interface ToyFits {
  readonly conditional: number;
  readonly free: number;
  readonly estimate: number;
  readonly logRatio: number;
}

/**
 * Toys in double precision on the calling thread, for every model; the reference of the kernels.
 * @example
 * const { conditional, free } = await hostToyEngine().generate({ model, truth, key: [1, 2], first: 0, count: 100,
 *   conditional: 1, free: [0, 10] });
 */
export function hostToyEngine(): ToyEngine {
  const fitters = fitterCache();
  return {
    kind: 'host',
    tieTolerance: 1e-6,
    generate: (request) => Promise.resolve(hostToys(fitters(request.model), request)),
    close: () => Promise.resolve(),
  };
}

/** One fitter for each model. */
export function fitterCache(): (model: Model) => ModelFitter {
  const fitters = new WeakMap<Model, ModelFitter>();
  return (model) => {
    const fitter = fitters.get(model) ?? createModelFitter(model);
    fitters.set(model, fitter);
    return fitter;
  };
}

function hostToys(fitter: ModelFitter, request: ToyRequest): ToyBatch {
  const fit = toyFitter(fitter, request);
  const batch = emptyBatch(request);
  let failed = 0;
  for (let i = 0; i < request.count; i++) {
    const fits = fit(request.first + i);
    if (setToy(batch, i, fits)) failed++;
  }
  return { ...batch, refitted: 0, failed };
}

/** Room for what a request asks for. */
export function emptyBatch({ conditional, free, other, count }: ToyRequest): Omit<ToyBatch, 'refitted' | 'failed'> {
  return {
    ...(conditional === undefined ? {} : { conditional: new Float64Array(count) }),
    ...(free ? { free: new Float64Array(count), estimate: new Float64Array(count) } : {}),
    ...(other ? { logRatio: new Float64Array(count) } : {}),
  };
}

/** Notes a toy in a batch; says whether a fit that was asked for failed. */
export function setToy(batch: Omit<ToyBatch, 'refitted' | 'failed'>, i: number, fits: ToyFits): boolean {
  for (const name of ['conditional', 'free', 'estimate', 'logRatio'] as const) {
    const values = batch[name];
    if (values) values[i] = fits[name];
  }
  return Number.isNaN(batch.conditional?.[i] ?? 0) || Number.isNaN(batch.free?.[i] ?? 0);
}

/**
 * Fits toys of a request one by one: the conditional fit from the true parameters, the free one from the better of those
 * and the conditional fit. What does not converge is tried again from the initial parameters and with the tested strength.
 */
export function toyFitter(fitter: ModelFitter, request: ToyRequest): (toy: number) => ToyFits {
  const { model, truth, key, conditional: fixedAt, free: range, other } = request;
  const draw = toySource(model, truth, key);
  const atTruth = valueAt(model, truth);
  const ratio = other ? logRatio(model, other, truth) : undefined;
  const initial = initialParameters(model);
  const withStrength = (parameters: Float64Array, mu: number): Float64Array =>
    parameters.map((value, p) => (p === model.pointOfInterest ? mu : value));
  const best = (data: Dataset, where: Where, start: Float64Array): Best => {
    const first = fitter.fit(data, { ...where, starts: [start] });
    if (first.status === 'converged') return first;
    const mu = fixedAt ?? truth[model.pointOfInterest]!;
    const again = fitter.fit(data, { ...where, starts: [initial, withStrength(initial, mu), withStrength(truth, mu)] });
    return again.status === 'converged' ? again : { value: NaN, parameters: again.parameters };
  };
  return (toy) => {
    const data = draw(toy);
    const reference = atTruth(data);
    const held = fixedAt === undefined ? undefined : best(data, { fixedAt }, truth);
    const free = range ? best(data, { range }, truth) : undefined;
    return {
      conditional: (held?.value ?? NaN) - reference,
      free: (free?.value ?? NaN) - reference,
      estimate: free && !Number.isNaN(free.value) ? free.parameters[model.pointOfInterest]! : NaN,
      logRatio: ratio ? ratio(data) : NaN,
    };
  };
}

interface Where {
  readonly fixedAt?: number;
  readonly range?: readonly [number, number];
}

interface Best {
  readonly value: number;
  readonly parameters: Float64Array;
}
