import { GammaConstraint, type CompiledModel } from '../model/compiled-model.js';
import { ratesAt, type ModelParameters } from './rates.js';

/** Main counts with the auxiliary measurements of the constrained parameters. */
export interface Dataset {
  /** Events, bin by bin. */
  readonly counts: Float64Array;
  /** Measured value of each nuisance, in standard deviations; not used for a free one. */
  readonly aux: Float64Array;
  /** Measured gamma_b (normal), or auxiliary count (Poisson, expectation tau_b gamma_b). */
  readonly gammaAux: Float64Array;
}

/** Counts with auxiliary measurements at their nominal values. */
export function datasetOf(model: CompiledModel, counts: Float64Array): Dataset {
  return {
    counts,
    aux: new Float64Array(model.constrained.length),
    gammaAux: model.gammaWidth.map((width, b) => (model.gammaKind[b] === GammaConstraint.poisson ? width : 1)),
  };
}

/** The Asimov data of the parameters: every measurement, main and auxiliary, equals its expectation (arXiv:1007.1727, 3.2). */
export function asimovDataset(model: CompiledModel, parameters: ModelParameters): Dataset {
  return {
    counts: ratesAt(model, parameters),
    aux: parameters.nuisances.slice(),
    gammaAux: parameters.gammas.map((g, b) =>
      model.gammaKind[b] === GammaConstraint.poisson ? g * model.gammaWidth[b]! : g,
    ),
  };
}
