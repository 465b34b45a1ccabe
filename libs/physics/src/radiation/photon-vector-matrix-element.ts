/**
 * |M|^2 / (e^4 eps^2) of e+e- -> gamma V, spin averaged: 2 [t/u + u/t + 2 s q^2 / (t u)], with s + t + u = q^2.
 * `t` and `u` are negative; near the beam they come from 1 - |cos|, never from E k - p.k.
 */
export function photonVectorMatrixElement(s: number, t: number, u: number, massSquared: number): number {
  return 2 * (t / u + u / t + ((2 * s) / t) * (massSquared / u));
}
