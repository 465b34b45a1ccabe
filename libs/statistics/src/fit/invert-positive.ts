/** A pivot this small, relative to its diagonal element, is a direction that the matrix does not know. */
const LEAST_PIVOT = 1e-10;

/** An inverse, and which rows could not be inverted (they, and their columns, are 0). */
export interface Inverse {
  readonly matrix: Float64Array;
  readonly singular: Uint8Array;
}

/**
 * Inverts a symmetric matrix, given by its lower triangle (row-major), over the rows that are `used`, by Cholesky
 * decomposition; rows that depend on earlier ones, or are not positive, are left out as singular.
 */
export function invertPositive(lower: Float64Array, used: Uint8Array): Inverse {
  const size = used.length;
  const { factor, singular } = decompose(lower, used);
  const matrix = new Float64Array(size * size);
  const solution = new Float64Array(size);
  for (let column = 0; column < size; column++) {
    if (!used[column] || singular[column]) continue;
    solution.fill(0);
    solution[column] = 1;
    for (let i = column; i < size; i++) {
      for (let k = column; k < i; k++) solution[i]! -= factor[i * size + k]! * solution[k]!;
      solution[i]! /= factor[i * size + i]!;
    }
    for (let i = size - 1; i >= column; i--) {
      for (let k = i + 1; k < size; k++) solution[i]! -= factor[k * size + i]! * solution[k]!;
      solution[i]! /= factor[i * size + i]!;
      matrix[i * size + column] = matrix[column * size + i] = solution[i]!;
    }
  }
  return { matrix, singular };
}

/** The Cholesky factor; rows left out have 1 on the diagonal and 0 elsewhere. */
function decompose(
  lower: Float64Array,
  used: Uint8Array,
): { readonly factor: Float64Array; readonly singular: Uint8Array } {
  const size = used.length;
  const factor = new Float64Array(size * size);
  const singular = new Uint8Array(size);
  for (let i = 0; i < size; i++) {
    factor[i * size + i] = 1;
    if (!used[i]) continue;
    for (let j = 0; j < i; j++) {
      if (!used[j] || singular[j]) continue;
      let sum = lower[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= factor[i * size + k]! * factor[j * size + k]!;
      factor[i * size + j] = sum / factor[j * size + j]!;
    }
    const own = lower[i * size + i]!;
    let pivot = own;
    for (let k = 0; k < i; k++) pivot -= factor[i * size + k]! ** 2;
    if (pivot > LEAST_PIVOT * own) factor[i * size + i] = Math.sqrt(pivot);
    else {
      singular[i] = 1;
      factor.fill(0, i * size, i * size + i);
    }
  }
  return { factor, singular };
}
