import { createFitter, type Fitter } from '../fit/fitter.js';
import type { CompiledModel } from '../model/compiled-model.js';
import { toySource } from './draw-toy.js';
import { fitToy } from './fit-toy.js';
import type { ToyBatch, ToyEngine, ToyRequest } from './toy-engine.js';

/** Toys in double precision on the calling thread, for every model; the reference of the kernels. */
export function hostToyEngine(): ToyEngine {
  const fitters = new WeakMap<CompiledModel, Fitter>();
  return {
    kind: 'host',
    tieTolerance: 1e-6,
    generate: (request) => {
      const fitter = fitters.get(request.model) ?? createFitter(request.model);
      fitters.set(request.model, fitter);
      return Promise.resolve(hostToys(fitter, request));
    },
  };
}

function hostToys(fitter: Fitter, request: ToyRequest): ToyBatch {
  const draw = toySource(request);
  const q = new Float64Array(request.count);
  let failed = 0;
  for (let i = 0; i < request.count; i++) {
    q[i] = fitToy(fitter, draw(request.first + i), request.testSignal, request.truth);
    if (Number.isNaN(q[i])) failed++;
  }
  return { q, refitted: 0, failed };
}
