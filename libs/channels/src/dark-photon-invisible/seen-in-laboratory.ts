import { boost, rotateAboutY } from '@darkreach/physics';

/**
 * Cosine of the polar angle and energy in the laboratory of a massless particle given in the centre-of-mass frame with the
 * electron along +z.
 */
export function seenInLaboratory(
  e: number,
  x: number,
  y: number,
  z: number,
  axisCos: number,
  axisSin: number,
  betaX: number,
  betaZ: number,
  gamma: number,
): readonly [cosThetaLab: number, energyLab: number] {
  const [rx, ry, rz] = rotateAboutY(x, y, z, axisCos, axisSin);
  const [energy, , , pz] = boost(e, rx, ry, rz, betaX, 0, betaZ, gamma);
  return [pz / energy, energy];
}
