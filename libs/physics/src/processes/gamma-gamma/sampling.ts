import type { Formula } from '@darkreach/kernels';
import { atanhCosine } from '../../kinematics/atanh-cosine.js';
import { masslessFourVector } from '../../kinematics/massless-four-vector.js';
import { photonVectorDensity } from '../../radiation/photon-vector-density.js';

/**
 * An event e+e- -> gamma gamma in the centre-of-mass frame: the visible photon; the other is back to back with it.
 * The mean of the weight is the cross-section in pb for a photon with atanh(cos theta*) in [yLow, yHigh] (either of the
 * two: identical factor 1/2 times two choices).
 * @returns [k0, kx, ky, kz, weight]
 */
export function sampleGammaGamma(
  uCos: number,
  uPhi: number,
  sqrtS: number,
  yLow: number,
  yHigh: number,
): readonly [k0: number, kx: number, ky: number, kz: number, weight: number] {
  const [cosTheta, sinSquared, jacobian] = atanhCosine(uCos, yLow, yHigh);
  const [k0, kx, ky, kz] = masslessFourVector(0.5 * sqrtS, cosTheta, Math.sqrt(sinSquared), 2 * Math.PI * uPhi);
  return [k0, kx, ky, kz, (photonVectorDensity(sqrtS, 0, sinSquared) * jacobian) / sinSquared];
}

/** Every formula that `sampleGammaGamma` needs, itself included. */
export const gammaGammaFormulas: readonly Formula[] = [
  sampleGammaGamma,
  atanhCosine,
  masslessFourVector,
  photonVectorDensity,
];
