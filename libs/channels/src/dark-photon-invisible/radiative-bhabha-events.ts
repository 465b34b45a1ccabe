import { defineEventKernel } from '@darkreach/kernels';
import { radiativeBhabhaFormulas, sampleRadiativeBhabha } from '@darkreach/physics';
import { singlePhoton, singlePhotonFormulas } from './accepted-photon.js';
import type { EnergyInputs, PhotonInputs } from './inputs.js';
import { LOSS_WEIGHT } from './loss.js';
import { seenInLaboratory } from './seen-in-laboratory.js';

/** Leptons are lost where their cosine is above leptonForward or below leptonBackward; `opening` as the sampling has it. */
type RadiativeBhabhaInputs = PhotonInputs &
  EnergyInputs & { readonly leptonForward: number; readonly leptonBackward: number; readonly opening: number };

/** e+e- -> e+e- gamma with both leptons in the beam pipe, weight in pb. */
export function radiativeBhabhaEvent(
  uStar: number,
  uCos: number,
  uPhi: number,
  uSide: number,
  uNear: number,
  uNearPhi: number,
  uEnergy: number,
  uAngle: number,
  uTail: number,
  input: RadiativeBhabhaInputs,
): readonly [massSquared: number, weight: number] {
  const [k0, kx, ky, kz, e1, x1, y1, z1, e2, x2, y2, z2, weight] = sampleRadiativeBhabha(
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
    input.opening,
  );
  const [massSquared, accepted] = singlePhoton(uEnergy, uAngle, uTail, k0, kx, ky, kz, input);
  const [cos1] = seenInLaboratory(e1, x1, y1, z1, input);
  const [cos2] = seenInLaboratory(e2, x2, y2, z2, input);
  const lost1 = cos1 > input.leptonForward || cos1 < input.leptonBackward;
  const lost2 = cos2 > input.leptonForward || cos2 < input.leptonBackward;
  return [massSquared, lost1 && lost2 ? accepted * weight : 0];
}

export const radiativeBhabhaKernel = defineEventKernel({
  id: 'radiative-bhabha',
  variables: [],
  event: radiativeBhabhaEvent,
  uses: [...radiativeBhabhaFormulas, seenInLaboratory, ...singlePhotonFormulas],
  weight: LOSS_WEIGHT,
});
