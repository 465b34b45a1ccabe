/** Scratch space and result of a damped Newton step. */
export interface NewtonStep {
  readonly step: Float64Array;
  /** Estimated distance to the minimum in -2 ln L, |L^-1 g|^2 = g H^-1 g, over the free parameters. */
  edm: number;
}

/** Relative to its diagonal element, a pivot below this is rounding: the Hessian does not know this direction. */
const LEAST_PIVOT = 1e-12;
/** Below minus this the Hessian is not positive. */
const NEGATIVE_PIVOT = 1e-9;

/**
 * Solves (H + damping diag(H)) step = -gradient over the free parameters by Cholesky decomposition of the lower triangle;
 * a pivot that is too small is raised. Where there is no curvature the step is 0 without a slope, and very long with one.
 * Parameters that are not free get step 0. Answers whether H was positive (semi-)definite.
 */
export function newtonStep(
  hessian: Float64Array,
  gradient: Float64Array,
  free: Uint8Array,
  damping: number,
  into: NewtonStep & { readonly factor: Float64Array },
): boolean {
  const size = gradient.length;
  const { step, factor } = into;
  into.edm = 0;
  let positive = true;
  for (let i = 0; i < size; i++) {
    step[i] = 0;
    if (!free[i]) continue;
    const row = i * size;
    for (let j = 0; j <= i; j++) {
      if (!free[j]) {
        factor[row + j] = 0;
        continue;
      }
      const column = j * size;
      let sum = hessian[row + j]! * (i === j ? 1 + damping : 1);
      for (let k = 0; k < j; k++) sum -= factor[row + k]! * factor[column + k]!;
      if (i !== j) factor[row + j] = sum / factor[column + j]!;
      else {
        const scale = Math.abs(hessian[row + i]!);
        if (sum < -NEGATIVE_PIVOT * scale) positive = false;
        factor[row + i] = Math.sqrt(scale > 0 ? Math.max(sum, LEAST_PIVOT * scale) : straight(gradient[i]!));
      }
    }
    let forward = -gradient[i]!;
    for (let k = 0; k < i; k++) forward -= factor[row + k]! * step[k]!;
    step[i] = forward / factor[row + i]!;
    into.edm += step[i]! * step[i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    if (!free[i]) continue;
    for (let k = i + 1; k < size; k++) if (free[k]) step[i]! -= factor[k * size + i]! * step[k]!;
    step[i]! /= factor[i * size + i]!;
  }
  return positive;
}

/** A pivot that makes the step 1e6 along a straight slope. */
function straight(slope: number): number {
  return slope === 0 ? Infinity : 1e-6 * Math.abs(slope);
}
