import { published } from '../cited-input.js';
import type { Accelerator } from './accelerator.js';

const BASF2 = 'basf2, generators/scripts/beamparameters.py, KEKB Y(4S) (doi:10.5281/zenodo.5574115)';

/** KEKB at the Y(4S). Design: Nucl. Instrum. Meth. A 499, 1 (doi:10.1016/S0168-9002(02)01771-0). */
export const kekb: Accelerator = {
  kind: 'accelerator',
  id: 'kekb',
  title: 'KEKB',
  electronEnergy: published(7.998213, 'GeV', BASF2),
  positronEnergy: published(3.499218, 'GeV', BASF2),
  fullCrossingAngle: published(0.022, 'rad', BASF2),
};
