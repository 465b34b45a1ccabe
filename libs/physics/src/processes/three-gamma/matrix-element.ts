/**
 * |M|^2 / e^6 of e+e- -> gamma gamma gamma, spin averaged, identical factor not included:
 * s Sum_i a_i b_i (a_i^2 + b_i^2) / Prod_i a_i b_i, a_i = p+.k_i, b_i = p-.k_i
 * (Berends and Kleiss, Nucl. Phys. B 186, 22 (1981)). Give a = E k (1 + c + me^2/2E^2), b with 1 - c: massless
 * spinors with the collinear singularities cut off by the electron mass.
 */
export function threeGammaMatrixElement(
  s: number,
  a1: number,
  b1: number,
  a2: number,
  b2: number,
  a3: number,
  b3: number,
): number {
  const product1 = a1 * b1;
  const product2 = a2 * b2;
  const product3 = a3 * b3;
  const term1 = (a1 * a1 + b1 * b1) / product2 / product3;
  const term2 = (a2 * a2 + b2 * b2) / product1 / product3;
  const term3 = (a3 * a3 + b3 * b3) / product1 / product2;
  return s * (term1 + term2 + term3);
}
