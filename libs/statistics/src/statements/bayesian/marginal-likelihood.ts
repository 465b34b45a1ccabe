import type { NuisancePosterior, PosteriorMode } from './bayes-posterior.js';
import { studentDraws } from './student-draws.js';

/** The likelihood with its nuisances integrated out, at some values of the parameter of interest. */
export interface MarginalLikelihood {
  readonly draws: number;
  /** ln of the marginal likelihood at each value, up to one constant; without batch `leftOut` when that is given. */
  readonly logValues: (leftOut?: number) => Float64Array;
  /** (sum of weights)^2 / sum of weights^2 at each value: draws from the density itself that would know as much. */
  readonly effectiveDraws: Float64Array;
}

/** Draw i belongs to batch i modulo this; what the batches differ by is the error. */
export const BATCHES = 20;

/**
 * Integrates by importance sampling: at each value the nuisances are drawn from a Student distribution around their own
 * maximum there, with the curvature there as its width, and weighted with density / density drawn from. Every value uses
 * the same draws, so that the noise of neighbours is alike and cancels in a quantile. More draws are added by `draw`.
 */
export function marginalLikelihood(
  posterior: NuisancePosterior,
  nodes: Float64Array,
  modes: readonly PosteriorMode[],
  key: readonly [number, number],
): { readonly draw: (upTo: number) => MarginalLikelihood } {
  const student = studentDraws(key, posterior.size);
  const sums = Array.from({ length: BATCHES }, () => new Float64Array(nodes.length));
  const squares = new Float64Array(nodes.length);
  const point = new Float64Array(posterior.size);
  let drawn = 0;
  const add = (batch: Float64Array): void => {
    const { point: z, logDensity } = student(drawn);
    for (const [k, mode] of modes.entries()) {
      if (mode.value === -Infinity) continue;
      place(mode, z, point);
      const weight = Math.exp(posterior.logDensity(nodes[k]!, point) - mode.value - logDensity);
      batch[k]! += weight;
      squares[k]! += weight * weight;
    }
  };
  return {
    draw: (upTo) => {
      for (; drawn < upTo; drawn++) add(sums[drawn % BATCHES]!);
      return summary(modes, sums, squares, drawn);
    },
  };
}

/** point = mode + C^-T z. */
function place({ point: centre, factor }: PosteriorMode, z: Float64Array, point: Float64Array): void {
  const size = point.length;
  for (let i = size - 1; i >= 0; i--) {
    let sum = z[i]!;
    for (let k = i + 1; k < size; k++) sum -= factor[k * size + i]! * point[k]!;
    point[i] = sum / factor[i * size + i]!;
  }
  for (let i = 0; i < size; i++) point[i]! += centre[i]!;
}

function summary(
  modes: readonly PosteriorMode[],
  sums: readonly Float64Array[],
  squares: Float64Array,
  draws: number,
): MarginalLikelihood {
  const total = (k: number, leftOut?: number): number =>
    sums.reduce((sum, batch, i) => (i === leftOut ? sum : sum + batch[k]!), 0);
  return {
    draws,
    effectiveDraws: squares.map((square, k) => (square > 0 ? total(k) ** 2 / square : 0)),
    logValues: (leftOut) => {
      const values = modes.map(({ value, factor, point }, k) => {
        const size = point.length;
        let log = value + Math.log(total(k, leftOut));
        for (let i = 0; i < size; i++) log -= Math.log(factor[i * size + i]!);
        return log;
      });
      return Float64Array.from(values);
    },
  };
}
