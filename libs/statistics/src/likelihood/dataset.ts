import type { Dataset, Model, Parameter } from '../model/model.js';
import { expectedCounts } from './expected-counts.js';

/** The observed counts, with the auxiliary measurements as the model states them. */
export function observedData(model: Model): Dataset {
  return { counts: model.observed, aux: Float64Array.from(model.parameters, measuredAt) };
}

/**
 * The Asimov data of the parameters: every measurement, main and auxiliary, equals its expectation (arXiv:1007.1727,
 * section 3.2).
 */
export function asimovData(model: Model, parameters: ArrayLike<number>): Dataset {
  const aux = Float64Array.from(model.parameters, ({ constraint }, p) => {
    switch (constraint.kind) {
      case 'none':
        return 0;
      case 'normal':
        return parameters[p]!;
      case 'poisson':
        return constraint.tau * parameters[p]!;
    }
  });
  return { counts: expectedCounts(model, parameters), aux };
}

/** Initial values of all parameters: what the measurement, or the modifier, names as nominal. */
export function initialParameters(model: Model): Float64Array {
  return Float64Array.from(model.parameters, ({ initial }) => initial);
}

function measuredAt({ constraint }: Parameter): number {
  return constraint.kind === 'none' ? 0 : constraint.aux;
}
