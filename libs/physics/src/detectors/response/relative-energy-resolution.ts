/**
 * Relative resolution of a photon energy: calorimeter form in the laboratory plus a form linear in the energy in the
 * centre-of-mass frame, sigma/E = sqrt((a/E)^2 + (b/E^(1/4))^2 + c^2) + (q0 + q1 E*) / E*.
 * The second is for experiments that quote the resolution of the recoil mass, sigma(M^2) = 2 sqrt(s) sigma(E*).
 */
export function relativeEnergyResolution(
  energyLab: number,
  energyStar: number,
  a: number,
  b: number,
  c: number,
  q0: number,
  q1: number,
): number {
  const noise = a / energyLab;
  const root = Math.sqrt(energyLab);
  return Math.sqrt(noise * noise + (b * b) / root + c * c) + (q0 + q1 * energyStar) / energyStar;
}
