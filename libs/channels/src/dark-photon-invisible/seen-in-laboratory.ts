import { boost, rotateAboutY } from '@darkreach/physics';
import type { BeamInputs } from './inputs.js';

/**
 * Cosine of the polar angle and energy in the laboratory of a massless particle given in the centre-of-mass frame with the
 * electron along +z.
 */
export function seenInLaboratory(
  e: number,
  x: number,
  y: number,
  z: number,
  input: BeamInputs,
): readonly [cosThetaLab: number, energyLab: number] {
  const [rx, ry, rz] = rotateAboutY(x, y, z, input.axisCos, input.axisSin);
  const [energy, , , pz] = boost(e, rx, ry, rz, input.betaX, 0, input.betaZ, input.gamma);
  return [pz / energy, energy];
}
