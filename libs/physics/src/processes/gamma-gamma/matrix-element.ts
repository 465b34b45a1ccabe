/** |M|^2 / e^4 of e+e- -> gamma gamma, spin averaged: 2 (t/u + u/t). */
export function gammaGammaMatrixElement(t: number, u: number): number {
  return 2 * (t / u + u / t);
}
