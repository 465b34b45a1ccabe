/**
 * e+e- -> gamma V for a vector V of mass squared q^2 that couples to electrons like a photon: d sigma / d cos* in pb,
 * multiplied by sin^2 theta*, which leaves a function that is flat within a factor of a few:
 * (2 pi alpha^2 / s)(1 - q^2/s) [A - sin^2], A = 2 (s^2 + q^4) / (s - q^2)^2.
 * Essig, Schuster, Toro, arXiv:0903.3941; Essig et al., arXiv:1309.5084.
 */
export function photonVectorDensity(sqrtS: number, massSquared: number, sinSquared: number): number {
  const s = sqrtS * sqrtS;
  const ratio = massSquared / s;
  const open = 1 - ratio;
  const shape = (2 * (1 + ratio * ratio)) / (open * open) - sinSquared;
  const alpha = 1 / 137.035999084;
  return ((0.3893793721e9 * 2 * Math.PI * alpha * alpha) / s) * open * shape;
}
