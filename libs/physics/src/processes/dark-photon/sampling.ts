import type { Formula } from '@darkreach/kernels';
import { atanhCosine } from '../../kinematics/atanh-cosine.js';
import { masslessFourVector } from '../../kinematics/massless-four-vector.js';
import { twoBodyEnergy } from '../../kinematics/two-body-energy.js';
import { photonVectorDensity } from '../../radiation/photon-vector-density.js';

/**
 * An event e+e- -> gamma A' in the centre-of-mass frame: photon four-vector (GeV) and weight; the A' recoils.
 * The mean of the weight is the cross-section in pb / eps^2 for atanh(cos theta*) of the photon in [yLow, yHigh].
 * @returns [k0, kx, ky, kz, weight]
 */
export function sampleDarkPhoton(
  uCos: number,
  uPhi: number,
  sqrtS: number,
  mass: number,
  yLow: number,
  yHigh: number,
): readonly [k0: number, kx: number, ky: number, kz: number, weight: number] {
  const [cosTheta, sinSquared, jacobian] = atanhCosine(uCos, yLow, yHigh);
  const energy = twoBodyEnergy(sqrtS, 0, mass * mass);
  const [k0, kx, ky, kz] = masslessFourVector(energy, cosTheta, Math.sqrt(sinSquared), 2 * Math.PI * uPhi);
  const weight = (photonVectorDensity(sqrtS, mass * mass, sinSquared) * jacobian) / sinSquared;
  return [k0, kx, ky, kz, weight];
}

/** Every formula that `sampleDarkPhoton` needs, itself included. */
export const darkPhotonFormulas: readonly Formula[] = [
  sampleDarkPhoton,
  atanhCosine,
  twoBodyEnergy,
  masslessFourVector,
  photonVectorDensity,
];
