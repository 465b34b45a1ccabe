import { threefry2x32, uniformFrom } from '@darkreach/kernels';
import type { Dataset } from '../fit/dataset.js';
import { ratesAt } from '../fit/rates.js';
import { GammaConstraint } from '../model/compiled-model.js';
import { normalFromUniform } from './normal-from-uniform.js';
import { poissonFromUniform } from './poisson-from-uniform.js';
import type { ToyRequest } from './toy-engine.js';
import { NUISANCE_STREAM, toyStream } from './toy-streams.js';

/**
 * A source of toys: call it with the number of a toy. Counts are Poisson around the expectation of the true parameters;
 * auxiliary measurements are drawn too, N(theta, 1) for nuisances, N(gamma, sigma) or Pois(tau gamma) for gammas.
 * Each call overwrites the data of the last one.
 */
export function toySource(request: Omit<ToyRequest, 'first' | 'count' | 'testSignal'>): (toy: number) => Dataset {
  const { model, truth, hypothesis, key } = request;
  const rates = ratesAt(model, truth);
  const data = {
    counts: new Float64Array(model.bins),
    aux: new Float64Array(model.constrained.length),
    gammaAux: truth.gammas.slice(),
  };
  return (toy) => {
    for (let b = 0; b < model.bins; b++) {
      const [x0, x1] = threefry2x32(key, [toy, toyStream(hypothesis, b)]);
      data.counts[b] = poissonFromUniform(uniformFrom(x0), rates[b]!);
      const kind = model.gammaKind[b];
      const width = model.gammaWidth[b]!;
      if (kind === GammaConstraint.normal) {
        data.gammaAux[b] = truth.gammas[b]! + width * normalFromUniform(uniformFrom(x1));
      } else if (kind === GammaConstraint.poisson) {
        data.gammaAux[b] = poissonFromUniform(uniformFrom(x1), width * truth.gammas[b]!);
      }
    }
    for (let k = 0; k < model.constrained.length; k++) {
      if (!model.constrained[k]) continue;
      const [word] = threefry2x32(key, [toy, toyStream(hypothesis, NUISANCE_STREAM + k)]);
      data.aux[k] = truth.nuisances[k]! + normalFromUniform(uniformFrom(word));
    }
    return data;
  };
}
