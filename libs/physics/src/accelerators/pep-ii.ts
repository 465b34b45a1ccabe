import { published } from '../cited-input.js';
import type { Accelerator } from './accelerator.js';

const SOURCE = 'B. Aubert et al. (BaBar), Nucl. Instrum. Meth. A 479, 1 (arXiv:hep-ex/0105044)';

/** PEP-II at the Y(4S), head-on beams. */
export const pepII: Accelerator = {
  kind: 'accelerator',
  id: 'pep-ii',
  title: 'PEP-II',
  electronEnergy: published(9.0, 'GeV', SOURCE),
  positronEnergy: published(3.1, 'GeV', SOURCE),
  fullCrossingAngle: published(0, 'rad', SOURCE),
};
