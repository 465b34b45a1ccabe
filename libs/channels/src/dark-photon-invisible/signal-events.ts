import { defineEventKernel } from '@darkreach/kernels';
import {
  darkPhotonFormulas,
  offShellDarkPhotonFormulas,
  offShellMassSquared,
  sampleDarkPhoton,
  sampleOffShellDarkPhoton,
  type OffShellParameters,
} from '@darkreach/physics';
import { singlePhoton, singlePhotonFormulas } from './accepted-photon.js';
import type { PhotonInputs } from './inputs.js';

type DarkPhotonInputs = PhotonInputs & { readonly mass: number; readonly largestWeight: number };

type OffShellInputs = PhotonInputs & OffShellParameters;

/** e+e- -> gamma A', A' on its mass shell and invisible: recoil mass squared of the measured photon, weight over largest. */
export function darkPhotonEvent(
  uCos: number,
  uPhi: number,
  uEnergy: number,
  uAngle: number,
  uTail: number,
  input: DarkPhotonInputs,
): readonly [massSquared: number, weight: number] {
  const [k0, kx, ky, kz, weight] = sampleDarkPhoton(uCos, uPhi, input.sqrtS, input.mass, input.yLow, input.yHigh);
  const [massSquared, accepted] = singlePhoton(uEnergy, uAngle, uTail, k0, kx, ky, kz, input);
  return [massSquared, (accepted * weight) / input.largestWeight];
}

/** e+e- -> gamma chi chibar by an A' of any virtuality; q^2 of the pair by the averaged maps of `offShellMassSquared`. */
export function offShellDarkPhotonEvent(
  uCos: number,
  uPhi: number,
  uEnergy: number,
  uAngle: number,
  uTail: number,
  uMap: number,
  uMass: number,
  input: OffShellInputs,
): readonly [massSquared: number, weight: number] {
  const [pairSquared, pairJacobian] = offShellMassSquared(
    uMap,
    uMass,
    input.resonantShare,
    input.poleSquared,
    input.poleMassWidth,
    input.tLow,
    input.tHigh,
    input.lowest,
    input.logRange,
  );
  const [k0, kx, ky, kz, weight] = sampleOffShellDarkPhoton(
    uCos,
    uPhi,
    pairSquared,
    pairJacobian,
    input.sqrtS,
    input.poleSquared,
    input.poleMassWidth,
    input.chiMassSquared,
    input.alphaD,
    input.norm,
    input.slope,
    input.yLow,
    input.yHigh,
  );
  const [massSquared, accepted] = singlePhoton(uEnergy, uAngle, uTail, k0, kx, ky, kz, input);
  return [massSquared, accepted * weight];
}

/** Signal on shell; the weight is a share of the largest one. */
export const darkPhotonKernel = defineEventKernel({
  id: 'dark-photon',
  variables: ['mass', 'largestWeight'],
  event: darkPhotonEvent,
  uses: [...darkPhotonFormulas, ...singlePhotonFormulas],
  weight: { kind: 'linear' },
});

/** Signal off shell; the weight is a cross-section in pb at eps = 1. */
export const offShellDarkPhotonKernel = defineEventKernel({
  id: 'dark-photon-off-shell',
  variables: ['poleSquared', 'poleMassWidth', 'chiMassSquared', 'resonantShare', 'tLow', 'tHigh', 'lowest', 'logRange'],
  event: offShellDarkPhotonEvent,
  uses: [...offShellDarkPhotonFormulas, ...singlePhotonFormulas],
  weight: { kind: 'logarithmic', low: 1e-6, high: 1e9 },
});
