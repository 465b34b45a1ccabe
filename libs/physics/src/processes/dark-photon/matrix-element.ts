import type { Formula } from '@darkreach/kernels';
import { photonVectorMatrixElement } from '../../radiation/photon-vector-matrix-element.js';

/**
 * |M|^2 / (e^4 eps^2) of e+e- -> gamma A' from the angle of the photon: t = -2 p-.k = -(s - m^2)(1 - cos)/2 and
 * u with 1 + cos. `oneMinusCos` and `onePlusCos` come in separately, so that neither cancels.
 */
export function darkPhotonMatrixElement(sqrtS: number, mass: number, oneMinusCos: number, onePlusCos: number): number {
  const s = sqrtS * sqrtS;
  const half = 0.5 * (s - mass * mass);
  return photonVectorMatrixElement(s, -half * oneMinusCos, -half * onePlusCos, mass * mass);
}

export const darkPhotonMatrixElementFormulas: readonly Formula[] = [darkPhotonMatrixElement, photonVectorMatrixElement];
