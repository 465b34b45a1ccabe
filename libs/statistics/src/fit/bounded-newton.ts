import { newtonStep } from './cholesky.js';
import type { Dataset } from './dataset.js';
import type { ProfiledLikelihood } from './profiled-likelihood.js';

/** Box of the parameters; where both sides agree the parameter is fixed. */
export interface Box {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** Where a minimisation ended; `parameters` is the array that was handed in as start. */
export interface Minimum {
  readonly status: 'converged' | 'not-converged';
  readonly value: number;
  readonly edm: number;
  readonly iterations: number;
}

const MAXIMUM_ITERATIONS = 80;
/** The estimated distance to the minimum, in 2 (-ln L), at which a fit has converged. */
const EDM = 1e-10;
/** Where no step lowers -ln L any more, rounding decides: a distance below this is still converged. */
const ROUNDING_EDM = 1e-6;

/** A minimiser with its own scratch space: bounded Newton with active set, step halving and diagonal damping. */
export function boundedNewton(
  likelihood: ProfiledLikelihood,
): (data: Dataset, parameters: Float64Array, box: Box) => Minimum {
  const { size } = likelihood;
  const free = new Uint8Array(size);
  const trial = new Float64Array(size);
  const newton = { step: new Float64Array(size), factor: new Float64Array(size * size), edm: 0 };

  /** Halves the step, clipped to the box, until -ln L does not rise; leaves the point in `trial`. */
  const lowers = (data: Dataset, from: Float64Array, box: Box, value: number): boolean => {
    for (let halving = 0, length = 1; halving < 12; halving++, length /= 2) {
      for (let i = 0; i < size; i++) trial[i] = clip(from[i]! + length * newton.step[i]!, box, i);
      if (likelihood.value(data, trial) < value) return true;
    }
    return false;
  };
  const ended = (data: Dataset, parameters: Float64Array, iterations: number): Minimum => {
    const status = newton.edm < ROUNDING_EDM ? 'converged' : 'not-converged';
    return { status, value: likelihood.value(data, parameters), edm: newton.edm, iterations };
  };

  return (data, parameters, box) => {
    for (let i = 0; i < size; i++) parameters[i] = clip(parameters[i]!, box, i);
    let damping = 0;
    for (let iteration = 1; iteration <= MAXIMUM_ITERATIONS; iteration++) {
      const value = likelihood.derivatives(data, parameters, iteration <= 2);
      markFree(parameters, likelihood.gradient, box, free);
      newtonStep(likelihood.hessian, likelihood.gradient, free, damping, newton);
      if (newton.edm < EDM) return { status: 'converged', value, edm: newton.edm, iterations: iteration };
      if (lowers(data, parameters, box, value)) {
        parameters.set(trial);
        damping /= 10;
      } else if (damping > 1e6) {
        return ended(data, parameters, iteration);
      } else {
        damping = 10 * damping + 1e-3;
      }
    }
    return ended(data, parameters, MAXIMUM_ITERATIONS);
  };
}

function markFree(parameters: Float64Array, gradient: Float64Array, { lower, upper }: Box, free: Uint8Array): void {
  for (let i = 0; i < free.length; i++) {
    const out =
      (parameters[i]! <= lower[i]! && gradient[i]! >= 0) || (parameters[i]! >= upper[i]! && gradient[i]! <= 0);
    free[i] = out || lower[i] === upper[i] ? 0 : 1;
  }
}

function clip(value: number, { lower, upper }: Box, i: number): number {
  return Math.min(upper[i]!, Math.max(lower[i]!, value));
}
