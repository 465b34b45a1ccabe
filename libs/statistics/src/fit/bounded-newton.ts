import { newtonStep } from './cholesky.js';
import { kinkedBox } from './kinked-box.js';
import type { Box, Objective } from './objective.js';

/** Where a minimisation ended; `parameters` is the array that was handed in as start. */
export interface Minimum {
  readonly status: 'converged' | 'not-converged';
  readonly value: number;
  readonly edm: number;
  readonly iterations: number;
}

/** Halvings of a step, and of one that was longer than the box. */
const HALVINGS = 12;
const LONG_STEP_HALVINGS = 40;
const MAXIMUM_ITERATIONS = 80;
/** Steps with the soft Hessian before the exact one is tried. */
const SOFT_STEPS = 2;
/** The estimated distance to the minimum, in 2 (-ln L), at which a fit has converged. */
const EDM = 1e-10;
/** Where no step lowers -ln L any more, rounding decides: a distance below this is still converged ... */
const ROUNDING_EDM = 1e-6;
/** ... and below this nothing else is tried. */
const SURELY_ROUNDING_EDM = 1e-8;

/**
 * A minimiser with its own scratch space: Newton steps projected on the box, with active set, step halving and diagonal
 * damping. The soft Hessian is used for the first steps and wherever the exact one is not positive. A minimum may sit on
 * a bound, on a kink, or anywhere in a flat direction.
 */
export function boundedNewton<Data>(
  objective: Objective<Data>,
): (data: Data, parameters: Float64Array, box: Box) => Minimum {
  const { size, gradient, hessian } = objective;
  const free = new Uint8Array(size);
  const trial = new Float64Array(size);
  const newton = { step: new Float64Array(size), factor: new Float64Array(size * size), edm: 0 };
  const kinked = kinkedBox(objective);

  /** Leaves the step in `newton`, and answers the value at `from`. */
  const solve = (data: Data, from: Float64Array, box: Box, soft: boolean, damping: number): number => {
    let value = objective.derivatives(data, from, soft);
    markFree(from, gradient, box, free);
    if (!newtonStep(hessian, gradient, free, damping, newton) && !soft) {
      value = objective.derivatives(data, from, true);
      newtonStep(hessian, gradient, free, damping, newton);
    }
    const { edm } = newton;
    while (edm >= EDM && holdOutwardSteps(from, newton.step, box, free)) {
      newtonStep(hessian, gradient, free, damping, newton);
    }
    newton.edm = edm;
    return value;
  };

  /** Halves the step, clipped to the box, until -ln L does not rise; leaves the point in `trial`. */
  const lowers = (data: Data, from: Float64Array, box: Box, value: number): boolean => {
    const halvings = shortenToBox(newton.step, box) ? LONG_STEP_HALVINGS : HALVINGS;
    for (let halving = 0, length = 1; halving < halvings; halving++, length /= 2) {
      for (let i = 0; i < size; i++) trial[i] = clip(from[i]! + length * newton.step[i]!, box, i);
      if (objective.value(data, trial) < value) return true;
    }
    return false;
  };

  return (data, parameters, outer) => {
    for (let i = 0; i < size; i++) parameters[i] = clip(parameters[i]!, outer, i);
    let damping = 0;
    let iterations = 0;
    let settled: boolean;
    do {
      iterations++;
      const box = kinked ? kinked(data, parameters, outer) : outer;
      const value = solve(data, parameters, box, iterations <= SOFT_STEPS, damping);
      settled = newton.edm < EDM;
      if (settled) break;
      if (lowers(data, parameters, box, value)) {
        parameters.set(trial);
        damping /= 10;
      } else {
        settled = newton.edm < SURELY_ROUNDING_EDM || damping > 1e6;
        damping = 10 * damping + 1e-3;
      }
    } while (!settled && iterations < MAXIMUM_ITERATIONS);
    const status = newton.edm < ROUNDING_EDM && settled ? 'converged' : 'not-converged';
    return { status, value: objective.value(data, parameters), edm: newton.edm, iterations };
  };
}

function markFree(parameters: Float64Array, gradient: Float64Array, { lower, upper }: Box, free: Uint8Array): void {
  for (let i = 0; i < free.length; i++) {
    const out =
      (parameters[i]! <= lower[i]! && gradient[i]! >= 0) || (parameters[i]! >= upper[i]! && gradient[i]! <= 0);
    free[i] = out || lower[i] === upper[i] ? 0 : 1;
  }
}

/** Holds parameters on a bound that their step would cross, though the slope points inwards. */
function holdOutwardSteps(
  parameters: Float64Array,
  step: Float64Array,
  { lower, upper }: Box,
  free: Uint8Array,
): boolean {
  let held = false;
  for (let i = 0; i < free.length; i++) {
    if (!free[i]) continue;
    const out = (parameters[i]! <= lower[i]! && step[i]! < 0) || (parameters[i]! >= upper[i]! && step[i]! > 0);
    if (out) {
      free[i] = 0;
      held = true;
    }
  }
  return held;
}

/**
 * No component longer than the box is wide: along a direction without curvature (a gamma that falls to its bound while
 * mu takes over its events) the step is as long as the smallest pivot allows, and halving it would never come back.
 */
function shortenToBox(step: Float64Array, { lower, upper }: Box): boolean {
  let shortened = false;
  for (let i = 0; i < step.length; i++) {
    const width = upper[i]! - lower[i]!;
    if (!(Math.abs(step[i]!) > width)) continue;
    step[i] = Math.sign(step[i]!) * width;
    shortened = true;
  }
  return shortened;
}

function clip(value: number, { lower, upper }: Box, i: number): number {
  return Math.min(upper[i]!, Math.max(lower[i]!, value));
}
