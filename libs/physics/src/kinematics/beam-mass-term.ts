/** me^2 / (2 E^2) of a beam of energy E (GeV): the cut-off of a collinear singularity in 1 - cos theta. */
export function beamMassTerm(beamEnergy: number): number {
  const ratio = 0.51099895e-3 / beamEnergy;
  return 0.5 * ratio * ratio;
}
