import { defineEventKernel } from '@darkreach/kernels';
import { sampleThreeGamma, threeGammaFormulas } from '@darkreach/physics';
import { singlePhoton } from './accepted-photon.js';
import type { EnergyInputs, LossInputs, PhotonInputs } from './inputs.js';
import { LOSS_WEIGHT, missedPhoton, missedPhotonFormulas } from './loss.js';

type ThreeGammaInputs = PhotonInputs & LossInputs & EnergyInputs & { readonly hardShare: number };

/** e+e- -> gamma gamma gamma with two photons lost, weight in pb times the probability of both losses. */
export function threeGammaEvent(
  uStar: number,
  uCos: number,
  uPhi: number,
  uSide: number,
  uNear: number,
  uNearPhi: number,
  uEnergy: number,
  uAngle: number,
  uTail: number,
  input: ThreeGammaInputs,
): readonly [massSquared: number, weight: number] {
  const [k0, kx, ky, kz, e2, x2, y2, z2, e3, x3, y3, z3, weight] = sampleThreeGamma(
    uStar,
    uCos,
    uPhi,
    uSide,
    uNear,
    uNearPhi,
    input.sqrtS,
    input.energyLow,
    input.energyLogRange,
    input.yLow,
    input.yHigh,
    1,
    input.hardShare,
  );
  const [massSquared, accepted] = singlePhoton(uEnergy, uAngle, uTail, k0, kx, ky, kz, input);
  const missed2 = missedPhoton(e2, x2, y2, z2, input);
  const missed3 = missedPhoton(e3, x3, y3, z3, input);
  return [massSquared, accepted * weight * missed2 * missed3];
}

export const threeGammaKernel = defineEventKernel({
  id: 'three-gamma',
  variables: [],
  event: threeGammaEvent,
  uses: [...threeGammaFormulas, ...missedPhotonFormulas],
  weight: LOSS_WEIGHT,
});
