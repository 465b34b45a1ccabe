import type { Dataset } from '../fit/dataset.js';
import type { Fitter } from '../fit/fitter.js';
import { nominalParameters, type ModelParameters } from '../fit/rates.js';

/**
 * q~ of one toy, in double precision: the free fit from the parameters that it was drawn from, then, where mu-hat is
 * below the tested value, the conditional fit from the free one. A fit that does not converge is tried again from the
 * nominal parameters, without signal and with the tested signal. NaN when that fails too.
 */
export function fitToy(fitter: Fitter, data: Dataset, testSignal: number, truth: ModelParameters): number {
  let free = fitter.free(data, [truth]);
  if (free.status !== 'converged') {
    const nominal = nominalParameters(fitter.model);
    free = fitter.free(data, [nominal, { ...nominal, signal: testSignal }, { ...truth, signal: testSignal }]);
  }
  if (free.status === 'converged' && free.parameters.signal >= testSignal) return 0;
  let conditional = fitter.conditional(data, testSignal, [free.parameters]);
  if (conditional.status !== 'converged') {
    conditional = fitter.conditional(data, testSignal, [nominalParameters(fitter.model), truth]);
  }
  if (free.status !== 'converged' || conditional.status !== 'converged') return NaN;
  return Math.max(0, 2 * (conditional.value - free.value));
}
