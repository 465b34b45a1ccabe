/**
 * Cross-section in pb per unit of dk0 dOmega_k dOmega_2 for three massless particles in the final state of e+e- at
 * order alpha^3: (hbar c)^2 (4 pi alpha)^3 |M|^2 / (2 s) (2 pi)^-5 (k0/2) E2 / (4 (sqrt(s) - k0 + k.n)).
 * @param matrixElement |M|^2 / e^6, spin averaged, GeV^-2
 * @param denominator sqrt(s) - k0 + k.n, GeV
 */
export function photonRecoilWeight(
  sqrtS: number,
  matrixElement: number,
  k0: number,
  e2: number,
  denominator: number,
): number {
  const eSquared = (4 * Math.PI) / 137.035999084;
  const twoPi = 2 * Math.PI;
  const constant = (0.3893793721e9 * eSquared * eSquared * eSquared) / (16 * twoPi * twoPi * twoPi * twoPi * twoPi);
  return (constant * matrixElement * k0 * e2) / (sqrtS * sqrtS * denominator);
}
