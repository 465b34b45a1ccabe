/** Squared mass that recoils against a photon: M_rec^2 = s - 2 sqrt(s) E*, in GeV^2; E* in the centre-of-mass frame. */
export function recoilMassSquared(sqrtS: number, energyStar: number): number {
  return sqrtS * (sqrtS - 2 * energyStar);
}
