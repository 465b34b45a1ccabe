/**
 * Energy in the centre-of-mass frame of particle 1 of a two-body final state:
 * E1* = (s + m1^2 - m2^2) / (2 sqrt(s)), in GeV.
 */
export function twoBodyEnergy(sqrtS: number, massSquared: number, otherMassSquared: number): number {
  return 0.5 * (sqrtS + (massSquared - otherMassSquared) / sqrtS);
}
