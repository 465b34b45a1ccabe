import { published } from '../cited-input.js';
import type { Accelerator } from './accelerator.js';

const BASF2 = 'basf2, generators/scripts/beamparameters.py, Y(4S) (doi:10.5281/zenodo.5574115)';

/** SuperKEKB at the Y(4S). Design: Nucl. Instrum. Meth. A 907, 188 (arXiv:1809.01958). */
export const superkekb: Accelerator = {
  kind: 'accelerator',
  id: 'superkekb',
  title: 'SuperKEKB',
  electronEnergy: published(7.004, 'GeV', BASF2),
  positronEnergy: published(4.002, 'GeV', BASF2),
  fullCrossingAngle: published(0.083, 'rad', 'arXiv:1809.01958'),
};
