/**
 * E - pz and E + pz of a massless particle; the small one as pT^2 / (E + |pz|), which does not cancel near the beam.
 * @returns [E - pz, E + pz]
 */
export function lightConePair(
  energy: number,
  pz: number,
  transverseSquared: number,
): readonly [minus: number, plus: number] {
  const large = energy + Math.abs(pz);
  const small = transverseSquared / large;
  return [pz > 0 ? small : large, pz > 0 ? large : small];
}
