/** Scratch space and result of a damped Newton step. */
export interface NewtonStep {
  readonly step: Float64Array;
  /** Estimated distance to the minimum, |L^-1 g|^2, over the free parameters. */
  edm: number;
}

/**
 * Solves (H + damping diag(H)) step = -gradient over the free parameters by Cholesky decomposition; a pivot that is not
 * positive is raised to a small positive number. Parameters that are not free get step 0.
 */
export function newtonStep(
  hessian: Float64Array,
  gradient: Float64Array,
  free: Uint8Array,
  damping: number,
  into: NewtonStep & { readonly factor: Float64Array },
): void {
  const size = gradient.length;
  const { step, factor } = into;
  into.edm = 0;
  for (let i = 0; i < size; i++) {
    step[i] = 0;
    if (!free[i]) continue;
    for (let j = 0; j <= i; j++) {
      if (!free[j]) continue;
      let sum = hessian[i * size + j]! * (i === j ? 1 + damping : 1);
      for (let k = 0; k < j; k++) if (free[k]) sum -= factor[i * size + k]! * factor[j * size + k]!;
      factor[i * size + j] =
        i === j ? Math.sqrt(Math.max(sum, 1e-12 * hessian[i * size + i]!, 1e-12)) : sum / factor[j * size + j]!;
    }
    let forward = -gradient[i]!;
    for (let k = 0; k < i; k++) if (free[k]) forward -= factor[i * size + k]! * step[k]!;
    step[i] = forward / factor[i * size + i]!;
    into.edm += step[i]! * step[i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    if (!free[i]) continue;
    for (let k = i + 1; k < size; k++) if (free[k]) step[i]! -= factor[k * size + i]! * step[k]!;
    step[i]! /= factor[i * size + i]!;
  }
}
