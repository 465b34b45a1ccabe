import { threefry2x32, uniformFrom } from '@darkreach/kernels';
import type { Dataset } from '../fit/dataset.js';
import { ratesAt } from '../fit/rates.js';
import { GammaConstraint } from '../model/compiled-model.js';
import { normalFromUniform } from './normal-from-uniform.js';
import { poissonFromUniform } from './poisson-from-uniform.js';
import type { ToyRequest } from './toy-engine.js';
import { GAMMA_STREAM, hypothesisKey, NUISANCE_STREAM } from './toy-streams.js';

/**
 * A source of toys: call it with the number of a toy. Counts are Poisson around the expectation of the true parameters;
 * auxiliary measurements are drawn too, N(theta, 1) for nuisances, N(gamma, sigma) or Pois(tau gamma) for gammas.
 * Each call overwrites the data of the last one.
 */
export function toySource(request: Omit<ToyRequest, 'first' | 'count' | 'testSignal'>): (toy: number) => Dataset {
  const { model, truth } = request;
  const key = hypothesisKey(request.key, request.hypothesis);
  const rates = ratesAt(model, truth);
  const data = {
    counts: new Float64Array(model.bins),
    aux: new Float64Array(model.constrained.length),
    gammaAux: truth.gammas.slice(),
  };
  const withGammas = model.gammaKind.some((kind) => kind !== GammaConstraint.none);
  return (toy) => {
    forEachUniform(key, toy, 0, model.bins, (u, b) => (data.counts[b] = poissonFromUniform(u, rates[b]!)));
    forEachUniform(key, toy, NUISANCE_STREAM, data.aux.length, (u, k) => {
      if (model.constrained[k]) data.aux[k] = truth.nuisances[k]! + normalFromUniform(u);
    });
    if (!withGammas) return data;
    forEachUniform(key, toy, GAMMA_STREAM, model.bins, (u, b) => {
      const width = model.gammaWidth[b]!;
      const gamma = truth.gammas[b]!;
      if (model.gammaKind[b] === GammaConstraint.normal) data.gammaAux[b] = gamma + width * normalFromUniform(u);
      if (model.gammaKind[b] === GammaConstraint.poisson) data.gammaAux[b] = poissonFromUniform(u, width * gamma);
    });
    return data;
  };
}

/** Hands out uniform deviates 0 ... count - 1 of a toy; a stream gives two. */
function forEachUniform(
  key: readonly [number, number],
  toy: number,
  firstStream: number,
  count: number,
  take: (u: number, index: number) => void,
): void {
  for (let index = 0; index < count; index += 2) {
    const [x0, x1] = threefry2x32(key, [toy, firstStream + (index >> 1)]);
    take(uniformFrom(x0), index);
    if (index + 1 < count) take(uniformFrom(x1), index + 1);
  }
}
