import type { Formula } from '@darkreach/kernels';
import { atanhCosine } from '../../kinematics/atanh-cosine.js';
import { beamMassTerm } from '../../kinematics/beam-mass-term.js';
import { beamPeakedDensity } from '../../kinematics/beam-peaked-density.js';
import { beamPeakedOffset } from '../../kinematics/beam-peaked-offset.js';
import { lightConePair } from '../../kinematics/light-cone-pair.js';
import { logUniformEnergy } from '../../kinematics/log-uniform-energy.js';
import { masslessFourVector } from '../../kinematics/massless-four-vector.js';
import { nearBeamOffset } from '../../kinematics/near-beam-offset.js';
import { oppositeAzimuth } from '../../kinematics/opposite-azimuth.js';
import { photonRecoil } from '../../kinematics/photon-recoil.js';
import { photonRecoilWeight } from '../../kinematics/photon-recoil-weight.js';
import { collinearElectron } from './collinear-electron.js';
import { radiativeBhabhaMatrixElement } from './matrix-element.js';

/**
 * An event e+e- -> e+e- gamma in the centre-of-mass frame for searches for a single photon: the visible photon k with E* in
 * energyLow * [1, exp(energyLogRange)] and atanh(cos theta*) in [yLow, yHigh]; then the lepton that is nearer to the
 * direction of its own beam, within 1 - cos < opening (2 for all), e- or e+ with equal chance; the other lepton follows.
 * Events in which the other one is nearer have weight 0, so nothing is counted twice. The mean of the weight is the
 * cross-section in pb. Valid for leptons away from the photon (both lost along the beams): radiation collinear with a
 * final lepton has no mass cut-off but a floor of 1e-6 on 1 - cos.
 * @param uSide chooses the lepton (e- below 1/2) and the shape of the map
 * @returns [k0, kx, ky, kz, then E, px, py, pz of the near and of the far lepton, weight], GeV
 */
export function sampleRadiativeBhabha(
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
): readonly [
  k0: number,
  kx: number,
  ky: number,
  kz: number,
  nearE: number,
  nearX: number,
  nearY: number,
  nearZ: number,
  farE: number,
  farX: number,
  farY: number,
  farZ: number,
  weight: number,
] {
  const beam = 0.5 * sqrtS;
  const [energy, energyJacobian] = logUniformEnergy(uEnergy, energyLow, energyLogRange);
  const [cosTheta, sinSquared, cosJacobian] = atanhCosine(uCos, yLow, yHigh);
  const [k0, kx, ky, kz] = masslessFourVector(energy, cosTheta, Math.sqrt(sinSquared), 2 * Math.PI * uPhi);
  const [kMinus, kPlus] = lightConePair(k0, kz, k0 * k0 * sinSquared);
  const side = uSide < 0.5 ? 1 : -1;
  // k0 (1 - cos) and k0 (1 + cos) from the beam of the near lepton
  const kNear = side > 0 ? kMinus : kPlus;
  const kFar = side > 0 ? kPlus : kMinus;
  // -t of an exactly collinear lepton is me^2 x^2/(1-x); in 1 - cos this is me^2/2E^2 (x/(1-x))^2
  const collinearRatio = kFar / (sqrtS - 2 * k0);
  const regulator = beamMassTerm(beam) * collinearRatio * collinearRatio;
  const [offset, density] = nearBeamOffset(uSide < 0.5 ? 2 * uSide : 2 * uSide - 1, uNear, regulator, opening, 0.5);
  const nearSine = Math.sqrt(offset * (2 - offset));
  const [nearPhi, azimuthDensity] = oppositeAzimuth(uNearPhi, 2 * Math.PI * uPhi);
  const nx = nearSine * Math.cos(nearPhi);
  const ny = nearSine * Math.sin(nearPhi);
  const nz = side * (1 - offset);
  const [nearE, nearX, nearY, nearZ, farE, farX, farY, farZ, denominator] = photonRecoil(
    sqrtS,
    k0,
    kx,
    ky,
    kz,
    nx,
    ny,
    nz,
  );
  const alongNear = kx * nx + ky * ny + kz * nz;
  const [farMinus, farPlus] = lightConePair(farE, farZ, farX * farX + farY * farY);
  // E (1 - cos) of the far lepton from its own beam and from the beam of the near one
  const farOwn = side > 0 ? farPlus : farMinus;
  const farOther = side > 0 ? farMinus : farPlus;
  const nearInelasticity = (k0 + alongNear) / denominator;
  const farInelasticity = Math.max(k0 / beam - nearInelasticity, 0);
  const [tNear, nearFactor] = collinearElectron(beam, nearE * offset, nearInelasticity);
  const [tFar, farFactor] = collinearElectron(beam, farOwn, farInelasticity);
  const floor = 1e-6 * k0;
  const matrixElement = radiativeBhabhaMatrixElement(
    sqrtS * sqrtS,
    sqrtS * (sqrtS - 2 * k0),
    tFar,
    tNear,
    -2 * beam * nearE * (2 - offset),
    -2 * beam * farOther,
    beam * kFar,
    beam * kNear,
    Math.max(sqrtS * k0 - nearE * (k0 - alongNear), farE * floor),
    nearE * Math.max(k0 - alongNear, floor),
  );
  const jacobian = (energyJacobian * cosJacobian * 4 * Math.PI) / (density * azimuthDensity);
  const weight = photonRecoilWeight(sqrtS, matrixElement * nearFactor * farFactor, k0, nearE, denominator) * jacobian;
  const ordered = offset * farE <= farOwn ? weight : 0;
  return [k0, kx, ky, kz, nearE, nearX, nearY, nearZ, farE, farX, farY, farZ, ordered];
}

/** Every formula that `sampleRadiativeBhabha` needs, itself included. */
export const radiativeBhabhaFormulas: readonly Formula[] = [
  sampleRadiativeBhabha,
  atanhCosine,
  beamMassTerm,
  beamPeakedDensity,
  beamPeakedOffset,
  collinearElectron,
  lightConePair,
  logUniformEnergy,
  masslessFourVector,
  nearBeamOffset,
  oppositeAzimuth,
  photonRecoil,
  photonRecoilWeight,
  radiativeBhabhaMatrixElement,
];
