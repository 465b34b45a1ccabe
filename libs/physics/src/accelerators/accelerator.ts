import type { Cited } from '../cited-input.js';

/** An asymmetric e+e- collider; the z axis of its detector's solenoid halves the angle between the beams. */
export interface Accelerator {
  readonly kind: 'accelerator';
  readonly id: string;
  readonly title: string;
  /** GeV */
  readonly electronEnergy: Cited;
  /** GeV */
  readonly positronEnergy: Cited;
  /** rad, between the e- beam and the reverse of the e+ beam */
  readonly fullCrossingAngle: Cited;
}
