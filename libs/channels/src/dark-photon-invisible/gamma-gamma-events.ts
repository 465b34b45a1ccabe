import { defineEventKernel } from '@darkreach/kernels';
import { gammaGammaFormulas, sampleGammaGamma } from '@darkreach/physics';
import { singlePhoton } from './accepted-photon.js';
import type { LossInputs, PhotonInputs } from './inputs.js';
import { LOSS_WEIGHT, missedPhoton, missedPhotonFormulas } from './loss.js';

/** e+e- -> gamma gamma with one photon lost, weight in pb times the probability of the loss. */
export function gammaGammaEvent(
  uCos: number,
  uPhi: number,
  uEnergy: number,
  uAngle: number,
  uTail: number,
  input: PhotonInputs & LossInputs,
): readonly [massSquared: number, weight: number] {
  const [k0, kx, ky, kz, weight] = sampleGammaGamma(uCos, uPhi, input.sqrtS, input.yLow, input.yHigh);
  const [massSquared, accepted] = singlePhoton(uEnergy, uAngle, uTail, k0, kx, ky, kz, input);
  return [massSquared, accepted * weight * missedPhoton(k0, -kx, -ky, -kz, input)];
}

export const gammaGammaKernel = defineEventKernel({
  id: 'gamma-gamma',
  variables: [],
  event: gammaGammaEvent,
  uses: [...gammaGammaFormulas, ...missedPhotonFormulas],
  weight: LOSS_WEIGHT,
});
