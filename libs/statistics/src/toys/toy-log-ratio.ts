import type { Dataset } from '../fit/dataset.js';
import { ratesAt, type ModelParameters } from '../fit/rates.js';
import { GammaConstraint, type CompiledModel } from '../model/compiled-model.js';

/**
 * ln [ p(data | one) / p(data | other) ] of two fixed points in the parameter space, auxiliary measurements included: the
 * weight that makes toys drawn at `other` stand for toys drawn at `one`.
 */
export function toyLogRatio(
  model: CompiledModel,
  one: ModelParameters,
  other: ModelParameters,
): (data: Dataset) => number {
  const [rates, otherRates] = [ratesAt(model, one), ratesAt(model, other)];
  const logs = rates.map((rate, b) => Math.log(rate / otherRates[b]!));
  const difference = rates.reduce((sum, rate, b) => sum + rate - otherRates[b]!, 0);
  return (data) => {
    let sum = -difference;
    for (let b = 0; b < model.bins; b++) {
      if (data.counts[b] !== 0) sum += data.counts[b]! * logs[b]!;
      const kind = model.gammaKind[b]!;
      if (kind === GammaConstraint.none) continue;
      sum += gammaLogRatio(kind, data.gammaAux[b]!, model.gammaWidth[b]!, one.gammas[b]!, other.gammas[b]!);
    }
    for (let k = 0; k < model.constrained.length; k++) {
      if (model.constrained[k]) sum += normalLogRatio(data.aux[k]!, one.nuisances[k]!, other.nuisances[k]!);
    }
    return sum;
  };
}

function gammaLogRatio(kind: number, aux: number, width: number, one: number, other: number): number {
  if (kind === GammaConstraint.normal) return normalLogRatio(aux / width, one / width, other / width);
  return aux * Math.log(one / other) - width * (one - other);
}

/** ln N(x | a, 1) - ln N(x | b, 1). */
function normalLogRatio(x: number, a: number, b: number): number {
  return (a - b) * (x - 0.5 * (a + b));
}
