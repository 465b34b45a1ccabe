/** Nodes and weights of a quadrature rule. */
export interface Quadrature {
  readonly nodes: readonly number[];
  readonly weights: readonly number[];
}

/**
 * Gauss-Hermite rule for the mean of f over a standard normal, E[f(x)] = sum of w_i f(x_i), exact for polynomials of
 * degree 2 size - 1. The nodes are the eigenvalues of the Jacobi matrix with off-diagonal sqrt(k), found by counting
 * (Sturm sequence); w_i = 1 / sum of h_k(x_i)^2 over the orthonormal Hermite polynomials h_0 ... h_(size - 1)
 * (Golub and Welsch, Math. Comp. 23 (1969) 221).
 * @example
 * gaussHermite(2) // nodes -1 and 1, weights 1/2 and 1/2
 */
export function gaussHermite(size: number): Quadrature {
  const nodes = Array.from({ length: size }, (_, i) => nodeAt(size, i));
  return { nodes, weights: nodes.map((x) => weightAt(size, x)) };
}

function nodeAt(size: number, index: number): number {
  let low = -2 * Math.sqrt(size);
  let high = -low;
  for (;;) {
    const middle = 0.5 * (low + high);
    if (middle === low || middle === high || high - low < 1e-15) return middle;
    if (nodesBelow(size, middle) > index) high = middle;
    else low = middle;
  }
}

function nodesBelow(size: number, x: number): number {
  let count = 0;
  let pivot = 1;
  for (let k = 0; k < size; k++) {
    pivot = -x - k / (pivot === 0 ? Number.EPSILON : pivot);
    if (pivot < 0) count++;
  }
  return count;
}

function weightAt(size: number, x: number): number {
  let before = 0;
  let here = 1;
  let sum = 0;
  for (let k = 0; k < size; k++) {
    sum += here * here;
    [before, here] = [here, (x * here - Math.sqrt(k) * before) / Math.sqrt(k + 1)];
  }
  return 1 / sum;
}
