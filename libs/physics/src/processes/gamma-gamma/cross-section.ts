import {
  photonVectorCrossSection,
  photonVectorTotalCrossSection,
  type CosineRange,
} from '../../radiation/photon-vector-cross-section.js';
import { picobarn, type Picobarn } from '../../units/cross-section.js';
import { gevSquared, type GeV } from '../../units/energy.js';

/**
 * e+e- -> gamma gamma at leading order with either photon inside a range of cos theta*; a pair with both photons inside
 * counts twice: integral of (2 pi alpha^2 / s) (1 + c^2) / (1 - c^2). This is e+e- -> gamma V at q^2 = 0.
 */
export function gammaGammaPhotonCrossSection(sqrtS: GeV, range: CosineRange): Picobarn {
  return photonVectorCrossSection(sqrtS, gevSquared(0), range);
}

/** e+e- -> gamma gamma with both photons at |cos theta*| below `cosMax`, each pair counted once. */
export function gammaGammaPairCrossSection(sqrtS: GeV, cosMax: number): Picobarn {
  return picobarn(0.5 * gammaGammaPhotonCrossSection(sqrtS, { low: -cosMax, high: cosMax }));
}

/** e+e- -> gamma gamma over all angles, with the electron mass: (2 pi alpha^2 / s) [ln(s/me^2) - 1]. */
export function gammaGammaTotalCrossSection(sqrtS: GeV): Picobarn {
  return picobarn(0.5 * photonVectorTotalCrossSection(sqrtS, gevSquared(0)));
}
