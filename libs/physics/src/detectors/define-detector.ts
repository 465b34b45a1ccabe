import type { Accelerator } from '../accelerators/accelerator.js';
import type { Cited, CitedInput } from '../cited-input.js';
import type { DetectorTree } from './detector.js';
import { mapLeaves } from './map-leaves.js';

/** A detector at its accelerator: every number named, cited and overridable. */
export interface Detector {
  readonly kind: 'detector';
  readonly id: string;
  readonly title: string;
  readonly accelerator: Accelerator;
  readonly inputs: DetectorTree<CitedInput>;
}

/** A detector whose inputs take their paths from their places in the tree. */
export function defineDetector(detector: {
  readonly id: string;
  readonly title: string;
  readonly accelerator: Accelerator;
  readonly inputs: DetectorTree<Cited>;
}): Detector {
  const inputs = mapLeaves(detector.inputs, (cited: Cited, path): CitedInput => ({ path, ...cited }));
  return { kind: 'detector', ...detector, inputs };
}
