import type { Formula } from '@darkreach/kernels';
import { measuredPhotonFormulas, photonBesideGap, recoilCosine } from './measured-photon.js';

/**
 * Whether a measured photon passes the selection: E* above a threshold, polar angle inside the window in the laboratory
 * and in the centre-of-mass frame, and, where `gapVeto` is 1, outside the fiducial curves: an event is dropped when one
 * of three gaps of the calorimeter could have taken a photon while a third one went down the beam pipe (its predicted
 * cosine is above pipeForward or below pipeBackward) or is too soft to be seen, or when a gap lies within `gapMargin` (rad) of the
 * direction opposite to the photon.
 * @returns 1 or 0
 */
export function acceptPhoton(
  energyStar: number,
  px: number,
  py: number,
  pz: number,
  cosThetaStar: number,
  cosThetaLab: number,
  energyMinimum: number,
  cosLabLow: number,
  cosLabHigh: number,
  cosStarLow: number,
  cosStarHigh: number,
  gapVeto: number,
  gap1: number,
  gap2: number,
  gap3: number,
  pipeForward: number,
  pipeBackward: number,
  softEnergy: number,
  gapMargin: number,
  sqrtS: number,
  betaX: number,
  betaZ: number,
  gamma: number,
): number {
  const [cos1, e1] = photonBesideGap(
    energyStar,
    px,
    py,
    pz,
    gap1,
    Math.sqrt(1 - gap1 * gap1),
    sqrtS,
    betaX,
    betaZ,
    gamma,
  );
  const [cos2, e2] = photonBesideGap(
    energyStar,
    px,
    py,
    pz,
    gap2,
    Math.sqrt(1 - gap2 * gap2),
    sqrtS,
    betaX,
    betaZ,
    gamma,
  );
  const [cos3, e3] = photonBesideGap(
    energyStar,
    px,
    py,
    pz,
    gap3,
    Math.sqrt(1 - gap3 * gap3),
    sqrtS,
    betaX,
    betaZ,
    gamma,
  );
  const inside1 = cos1 > pipeForward || cos1 < pipeBackward || e1 < softEnergy;
  const inside2 = cos2 > pipeForward || cos2 < pipeBackward || e2 < softEnergy;
  const inside3 = cos3 > pipeForward || cos3 < pipeBackward || e3 < softEnergy;
  const recoil = recoilCosine(energyStar, px, py, pz, betaX, betaZ, gamma);
  const sine = Math.sqrt(1 - recoil * recoil);
  const opposite1 = Math.abs(recoil - gap1) < gapMargin * sine;
  const opposite2 = Math.abs(recoil - gap2) < gapMargin * sine;
  const opposite3 = Math.abs(recoil - gap3) < gapMargin * sine;
  const vetoed = gapVeto > 0 && (inside1 || inside2 || inside3 || opposite1 || opposite2 || opposite3);
  const inLab = cosThetaLab > cosLabLow && cosThetaLab < cosLabHigh;
  const inStar = cosThetaStar > cosStarLow && cosThetaStar < cosStarHigh;
  return energyStar > energyMinimum && inLab && inStar && !vetoed ? 1 : 0;
}

export const acceptedPhotonFormulas: readonly Formula[] = [acceptPhoton, ...measuredPhotonFormulas];
