import type { Formula } from '@darkreach/kernels';
import type { PhotonInputs } from './inputs.js';
import { measuredPhotonFormulas, measurePhoton, photonBesideGap, recoilCosine } from './measured-photon.js';

/**
 * Whether a gap of the calorimeter could explain the photon: a photon in the gap with a third one down the beam pipe or too
 * soft to be seen, or the gap within `gapMargin` of the direction opposite to the photon.
 * @returns 1 or 0
 */
export function besideGap(
  energyStar: number,
  px: number,
  py: number,
  pz: number,
  gap: number,
  input: PhotonInputs,
): number {
  const [thirdCos, thirdEnergy] = photonBesideGap(energyStar, px, py, pz, gap, input);
  const inPipe = thirdCos > input.pipeForward || thirdCos < input.pipeBackward;
  const recoil = recoilCosine(energyStar, px, py, pz, input);
  const opposite = Math.abs(recoil - gap) < input.gapMargin * Math.sqrt(1 - recoil * recoil);
  return inPipe || thirdEnergy < input.softEnergy || opposite ? 1 : 0;
}

/**
 * Whether a measured photon passes the selection: E* above a threshold, polar angle inside the window in the laboratory
 * and in the centre-of-mass frame, and, where `gapVeto` is 1, no gap of the calorimeter that could explain it.
 * @returns 1 or 0
 */
export function acceptPhoton(
  energyStar: number,
  px: number,
  py: number,
  pz: number,
  cosThetaStar: number,
  cosThetaLab: number,
  input: PhotonInputs,
): number {
  const gap1 = besideGap(energyStar, px, py, pz, input.gap1, input);
  const gap2 = besideGap(energyStar, px, py, pz, input.gap2, input);
  const gap3 = besideGap(energyStar, px, py, pz, input.gap3, input);
  const vetoed = input.gapVeto > 0 && gap1 + gap2 + gap3 > 0;
  const inLab = cosThetaLab > input.cosLabLow && cosThetaLab < input.cosLabHigh;
  const inStar = cosThetaStar > input.cosStarLow && cosThetaStar < input.cosStarHigh;
  return energyStar > input.energyMinimum && inLab && inStar && !vetoed ? 1 : 0;
}

/**
 * A true photon, measured and selected.
 * @returns [M_rec^2 in GeV^2, 1 if accepted else 0]
 */
export function singlePhoton(
  uEnergy: number,
  uAngle: number,
  uTail: number,
  k0: number,
  kx: number,
  ky: number,
  kz: number,
  input: PhotonInputs,
): readonly [massSquared: number, accepted: number] {
  const [energyStar, px, py, pz, cosThetaStar, cosThetaLab, massSquared] = measurePhoton(
    uEnergy,
    uAngle,
    uTail,
    k0,
    kx,
    ky,
    kz,
    input,
  );
  return [massSquared, acceptPhoton(energyStar, px, py, pz, cosThetaStar, cosThetaLab, input)];
}

/** Formulas that `singlePhoton` needs, itself included. */
export const singlePhotonFormulas: readonly Formula[] = [
  singlePhoton,
  acceptPhoton,
  besideGap,
  ...measuredPhotonFormulas,
];
