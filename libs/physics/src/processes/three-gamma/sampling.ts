import type { Formula } from '@darkreach/kernels';
import { atanhCosine } from '../../kinematics/atanh-cosine.js';
import { beamMassTerm } from '../../kinematics/beam-mass-term.js';
import { beamPeakedDensity } from '../../kinematics/beam-peaked-density.js';
import { beamPeakedOffset } from '../../kinematics/beam-peaked-offset.js';
import { lightConePair } from '../../kinematics/light-cone-pair.js';
import { masslessFourVector } from '../../kinematics/massless-four-vector.js';
import { nearBeamOffset } from '../../kinematics/near-beam-offset.js';
import { photonRecoil } from '../../kinematics/photon-recoil.js';
import { photonRecoilWeight } from '../../kinematics/photon-recoil-weight.js';
import { twoEndedEnergy } from '../../kinematics/two-ended-energy.js';
import { threeGammaMatrixElement } from './matrix-element.js';

/**
 * An event e+e- -> gamma gamma gamma in the centre-of-mass frame for searches for a single photon: the visible photon k
 * with E* in energyLow * [1, exp(energyLogRange)] and atanh(cos theta*) in [yLow, yHigh]; then photon 2, the one of the
 * other two that is nearer to the beam line, within 1 - |cos| < opening (1 for all); photon 3 follows. Events with the
 * order of 2 and 3 exchanged have weight 0. The mean of the weight is the cross-section in pb of "a photon in the window",
 * each of the three taken in turn (identical factor 1/6, times 3 choices of k, times 2 orders).
 * @param hardShare share of the events drawn towards the highest energies, where a third photon is soft
 * @param uSide chooses the beam and the shape of the map
 * @returns [k0, kx, ky, kz, E2, p2x, p2y, p2z, E3, p3x, p3y, p3z, weight], GeV
 */
export function sampleThreeGamma(
  uEnergy: number,
  uCos: number,
  uPhi: number,
  uSide: number,
  uNear: number,
  uNearPhi: number,
  sqrtS: number,
  energyLow: number,
  energyLogRange: number,
  yLow: number,
  yHigh: number,
  opening: number,
  hardShare: number,
): readonly [
  k0: number,
  kx: number,
  ky: number,
  kz: number,
  e2: number,
  p2x: number,
  p2y: number,
  p2z: number,
  e3: number,
  p3x: number,
  p3y: number,
  p3z: number,
  weight: number,
] {
  const beam = 0.5 * sqrtS;
  const massTerm = beamMassTerm(beam);
  const energyHigh = energyLow * Math.exp(energyLogRange);
  const [energy, energyJacobian] = twoEndedEnergy(uEnergy, energyLow, energyHigh, beam, hardShare);
  const [cosTheta, sinSquared, cosJacobian] = atanhCosine(uCos, yLow, yHigh);
  const [k0, kx, ky, kz] = masslessFourVector(energy, cosTheta, Math.sqrt(sinSquared), 2 * Math.PI * uPhi);
  const side = uSide < 0.5 ? 1 : -1;
  const [offset, density] = nearBeamOffset(uSide < 0.5 ? 2 * uSide : 2 * uSide - 1, uNear, massTerm, opening, 0.8);
  const nearSine = Math.sqrt(offset * (2 - offset));
  const nearPhi = 2 * Math.PI * uNearPhi;
  const nx = nearSine * Math.cos(nearPhi);
  const ny = nearSine * Math.sin(nearPhi);
  const nz = side * (1 - offset);
  const [e2, p2x, p2y, p2z, e3, p3x, p3y, p3z, denominator] = photonRecoil(sqrtS, k0, kx, ky, kz, nx, ny, nz);
  const [kMinus, kPlus] = lightConePair(k0, kz, k0 * k0 * sinSquared);
  const near = e2 * offset;
  const far = e2 * (2 - offset);
  const [p3Minus, p3Plus] = lightConePair(e3, p3z, p3x * p3x + p3y * p3y);
  const matrixElement = threeGammaMatrixElement(
    sqrtS * sqrtS,
    beam * (kPlus + k0 * massTerm),
    beam * (kMinus + k0 * massTerm),
    beam * ((side > 0 ? far : near) + e2 * massTerm),
    beam * ((side > 0 ? near : far) + e2 * massTerm),
    beam * (p3Plus + e3 * massTerm),
    beam * (p3Minus + e3 * massTerm),
  );
  const jacobian = (energyJacobian * cosJacobian * 8 * Math.PI * Math.PI) / density;
  const weight = photonRecoilWeight(sqrtS, matrixElement, k0, e2, denominator) * jacobian;
  const ordered = offset * e3 <= Math.min(p3Minus, p3Plus) ? weight : 0;
  return [k0, kx, ky, kz, e2, p2x, p2y, p2z, e3, p3x, p3y, p3z, ordered];
}

/** Every formula that `sampleThreeGamma` needs, itself included. */
export const threeGammaFormulas: readonly Formula[] = [
  sampleThreeGamma,
  atanhCosine,
  beamMassTerm,
  beamPeakedDensity,
  beamPeakedOffset,
  lightConePair,
  masslessFourVector,
  nearBeamOffset,
  photonRecoil,
  photonRecoilWeight,
  threeGammaMatrixElement,
  twoEndedEnergy,
];
