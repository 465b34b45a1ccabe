import { chooseMethod, feldmanCousins, upperLimit, toyHypothesisTest } from '@darkreach/statistics';
import { withoutToys, withEngine } from './run/toy-engines.js';
import type { ToyWork } from './toy-work.js';

/** The library itself; threads are started only where toys are made. */
export const realToys: ToyWork = {
  upperLimit: (model, options, machine) => {
    const method = options.method === 'auto' ? chooseMethod(model).method : options.method;
    if (method === 'asymptotic') return upperLimit(model, options, withoutToys);
    return withEngine(machine, (engine) => upperLimit(model, options, engine));
  },
  hypothesisTest: (model, options, machine) =>
    withEngine(machine, (engine) => toyHypothesisTest(model, options, engine)),
  interval: (model, options, machine) => withEngine(machine, (engine) => feldmanCousins(model, options, engine)),
};
