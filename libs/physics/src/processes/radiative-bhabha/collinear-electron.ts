/**
 * Momentum transfer and mass correction of an electron that stays close to its beam:
 * t = -2 p.q - me^2 x^2/(1-x), and the factor 1 + 2 me^2 x^2 / ((1 + (1-x)^2) t) on |M|^2, x = 1 - E'/E.
 * On single-photon backgrounds with both leptons in the beam pipe the factor takes 5 % off.
 * @param lightCone E' (1 - cos) of the electron from its own beam direction, GeV
 * @returns [t, factor]; t in GeV^2, negative
 */
export function collinearElectron(
  beamEnergy: number,
  lightCone: number,
  inelasticity: number,
): readonly [t: number, factor: number] {
  const rest = 1 - inelasticity;
  const massScale = 0.51099895e-3 * inelasticity;
  const massSquared = massScale * massScale;
  const t = -2 * beamEnergy * lightCone - massSquared / rest;
  return [t, 1 + (2 * massSquared) / ((1 + rest * rest) * t)];
}
