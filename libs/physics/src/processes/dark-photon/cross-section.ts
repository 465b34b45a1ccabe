import {
  photonVectorCrossSection,
  photonVectorTotalCrossSection,
  type CosineRange,
} from '../../radiation/photon-vector-cross-section.js';
import { picobarn, type Picobarn } from '../../units/cross-section.js';
import { gevSquared, type GeV } from '../../units/energy.js';

/** A dark photon: mass and kinetic mixing with the photon. */
export interface DarkPhoton {
  readonly mass: GeV;
  readonly epsilon: number;
}

/**
 * e+e- -> gamma A' at leading order for the photon inside a range of cos theta* (arXiv:0903.3941, arXiv:1309.5084).
 * Do not use above about 10 GeV, where the photon is soft and higher orders matter.
 * @throws PhaseSpaceError when the mass is not below sqrt(s)
 */
export function darkPhotonCrossSection(sqrtS: GeV, { mass, epsilon }: DarkPhoton, range: CosineRange): Picobarn {
  return picobarn(epsilon ** 2 * photonVectorCrossSection(sqrtS, gevSquared(mass ** 2), range));
}

/**
 * The same over all angles, with the electron mass.
 * @throws PhaseSpaceError when the mass is not below sqrt(s)
 */
export function darkPhotonTotalCrossSection(sqrtS: GeV, { mass, epsilon }: DarkPhoton): Picobarn {
  return picobarn(epsilon ** 2 * photonVectorTotalCrossSection(sqrtS, gevSquared(mass ** 2)));
}
