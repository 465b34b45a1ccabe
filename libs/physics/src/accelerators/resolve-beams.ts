import { boost } from '../kinematics/boost.js';
import { gev, type GeV } from '../units/energy.js';
import { radian, type Radian } from '../units/angle.js';
import type { Accelerator } from './accelerator.js';

/** Centre-of-mass frame of two beams: its energy and its velocity in the laboratory, where z is the solenoid axis. */
export interface ResolvedBeams {
  readonly kind: 'resolved-beams';
  readonly sqrtS: GeV;
  readonly betaX: number;
  readonly betaY: number;
  readonly betaZ: number;
  readonly gamma: number;
  /**
   * Angle from z to x of the e- momentum in the centre-of-mass frame (axes parallel to the laboratory's). Events are made
   * with e- along z: turn them with `rotateAboutY` by this angle, then `boost`.
   */
  readonly tilt: Radian;
}

/**
 * Beams with their crossing angle, electron mass neglected: s = 2 E- E+ (1 + cos angle); the axis of the solenoid halves
 * the angle, so p = ((E- + E+) sin(angle/2), 0, (E- - E+) cos(angle/2)).
 * @example
 * resolveBeams(superkekb).sqrtS // 10.5796 GeV
 */
export function resolveBeams({ electronEnergy, positronEnergy, fullCrossingAngle }: Accelerator): ResolvedBeams {
  return beamsFrom(electronEnergy.value, positronEnergy.value, fullCrossingAngle.value);
}

/** The same beams taken head-on: the boost along z alone that published acceptances are usually quoted with. */
export function resolveHeadOnBeams({ electronEnergy, positronEnergy }: Accelerator): ResolvedBeams {
  return beamsFrom(electronEnergy.value, positronEnergy.value, 0);
}

function beamsFrom(electron: number, positron: number, angle: number): ResolvedBeams {
  const total = electron + positron;
  const sine = Math.sin(angle / 2);
  const cosine = Math.cos(angle / 2);
  const sqrtS = Math.sqrt(2 * electron * positron * (1 + Math.cos(angle)));
  const [betaX, betaZ, gamma] = [sine, ((electron - positron) * cosine) / total, total / sqrtS];
  const [, px, , pz] = boost(electron, electron * sine, 0, electron * cosine, -betaX, 0, -betaZ, gamma);
  return { kind: 'resolved-beams', sqrtS: gev(sqrtS), betaX, betaY: 0, betaZ, gamma, tilt: radian(Math.atan2(px, pz)) };
}
