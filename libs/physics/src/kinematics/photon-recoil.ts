/**
 * Three massless particles at rest together: photon k and the direction n of a second particle fix everything,
 * E2 = (s - 2 sqrt(s) k0) / (2 (sqrt(s) - k0 + k.n)), p3 = P - k - p2.
 * @returns [E2, p2x, p2y, p2z, E3, p3x, p3y, p3z, sqrt(s) - k0 + k.n], GeV
 */
export function photonRecoil(
  sqrtS: number,
  k0: number,
  kx: number,
  ky: number,
  kz: number,
  nx: number,
  ny: number,
  nz: number,
): readonly [
  e2: number,
  p2x: number,
  p2y: number,
  p2z: number,
  e3: number,
  p3x: number,
  p3y: number,
  p3z: number,
  denominator: number,
] {
  const denominator = sqrtS - k0 + (kx * nx + ky * ny + kz * nz);
  const e2 = (0.5 * sqrtS * (sqrtS - 2 * k0)) / denominator;
  const p2x = e2 * nx;
  const p2y = e2 * ny;
  const p2z = e2 * nz;
  return [e2, p2x, p2y, p2z, sqrtS - k0 - e2, -kx - p2x, -ky - p2y, -kz - p2z, denominator];
}
