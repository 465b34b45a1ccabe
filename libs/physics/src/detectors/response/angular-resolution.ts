/** Resolution of a photon direction, a / sqrt(E) + c, in rad; E in GeV in the laboratory. */
export function angularResolution(energyLab: number, a: number, c: number): number {
  return a / Math.sqrt(energyLab) + c;
}
