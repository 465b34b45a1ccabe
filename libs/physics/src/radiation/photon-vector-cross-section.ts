import { ELECTRON_MASS, FINE_STRUCTURE, HBAR_C_SQUARED_NANOBARN } from '../constants.js';
import { PhaseSpaceError } from '../errors.js';
import { picobarn, type Picobarn } from '../units/cross-section.js';
import type { GeV, GeVSquared } from '../units/energy.js';

/** Range of cos theta* of the photon, both ends inside (-1, 1). */
export interface CosineRange {
  readonly low: number;
  readonly high: number;
}

/**
 * Cross-section of e+e- -> gamma V, with the coupling of a photon, for the photon inside a range of cos theta*:
 * (2 pi alpha^2 / s)(1 - q^2/s) { A [atanh c2 - atanh c1] - (c2 - c1) }, A = 2 (s^2 + q^4) / (s - q^2)^2.
 * @throws PhaseSpaceError when q^2 is negative or not below s, or the range is not inside (-1, 1)
 */
export function photonVectorCrossSection(sqrtS: GeV, massSquared: GeVSquared, range: CosineRange): Picobarn {
  const { ratio, born } = openPhaseSpace(sqrtS, massSquared);
  if (!(range.low > -1 && range.low < range.high && range.high < 1)) {
    throw new PhaseSpaceError('cos theta* range', range.low, `-1 < low < high < 1 (high is ${range.high})`);
  }
  const shape = (2 * (1 + ratio * ratio)) / (1 - ratio) ** 2;
  const rapidity = Math.atanh(range.high) - Math.atanh(range.low);
  return picobarn(born * (1 - ratio) * (shape * rapidity - (range.high - range.low)));
}

/**
 * The same over all angles, cut off by the electron mass:
 * (4 pi alpha^2 / s) (s^2 + q^4) / (s (s - q^2)) [ln(s/me^2) - 1].
 * @throws PhaseSpaceError when q^2 is negative or not below s
 */
export function photonVectorTotalCrossSection(sqrtS: GeV, massSquared: GeVSquared): Picobarn {
  const { ratio, born } = openPhaseSpace(sqrtS, massSquared);
  const logarithm = 2 * Math.log(sqrtS / ELECTRON_MASS) - 1;
  return picobarn((2 * born * (1 + ratio * ratio) * logarithm) / (1 - ratio));
}

function openPhaseSpace(sqrtS: GeV, massSquared: GeVSquared): { ratio: number; born: number } {
  const s = sqrtS * sqrtS;
  if (!(massSquared >= 0 && massSquared < s))
    throw new PhaseSpaceError('q^2', massSquared, `0 <= q^2 < s = ${s} GeV^2`);
  return { ratio: massSquared / s, born: (2e3 * Math.PI * FINE_STRUCTURE ** 2 * HBAR_C_SQUARED_NANOBARN) / s };
}
