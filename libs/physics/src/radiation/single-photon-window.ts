import { PhaseSpaceError } from '../errors.js';
import type { GeV } from '../units/energy.js';

/** The visible photon of a single-photon search, in the centre-of-mass frame. */
export interface SinglePhotonWindow {
  readonly sqrtS: GeV;
  readonly energyLow: GeV;
  readonly energyHigh: GeV;
  readonly cosLow: number;
  readonly cosHigh: number;
}

/**
 * Parameters energyLow, energyLogRange, yLow and yHigh of `sampleThreeGamma`, `sampleRadiativeBhabha` and (the last two) the
 * two-body samplings, for a window.
 * @throws PhaseSpaceError when the energies are not 0 < low < high < sqrt(s)/2, or the cosines not -1 < low < high < 1
 */
export function singlePhotonWindow({ sqrtS, energyLow, energyHigh, cosLow, cosHigh }: SinglePhotonWindow): {
  readonly energyLow: number;
  readonly energyLogRange: number;
  readonly yLow: number;
  readonly yHigh: number;
} {
  if (!(energyLow > 0 && energyLow < energyHigh)) {
    throw new PhaseSpaceError('lowest photon energy', energyLow, `above 0 and below ${energyHigh} GeV`);
  }
  if (!(energyHigh < sqrtS / 2))
    throw new PhaseSpaceError('highest photon energy', energyHigh, `below ${sqrtS / 2} GeV`);
  if (!(cosLow > -1 && cosLow < cosHigh && cosHigh < 1)) {
    throw new PhaseSpaceError('cos theta* range', cosLow, `-1 < low < high < 1 (high is ${cosHigh})`);
  }
  const energyLogRange = Math.log(energyHigh / energyLow);
  return { energyLow, energyLogRange, yLow: Math.atanh(cosLow), yHigh: Math.atanh(cosHigh) };
}
