import type { Formula } from '@darkreach/kernels';
import { boxMuller } from '../../kinematics/box-muller.js';
import { angularResolution } from './angular-resolution.js';
import { crystalBallDeviate } from './crystal-ball-deviate.js';
import { photonMissProbability } from './photon-miss-probability.js';
import { relativeEnergyResolution } from './relative-energy-resolution.js';

/** The formulas of the response of a detector. */
export const responseFormulas: readonly Formula[] = [
  boxMuller,
  angularResolution,
  crystalBallDeviate,
  photonMissProbability,
  relativeEnergyResolution,
];
