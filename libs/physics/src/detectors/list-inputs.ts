import type { CitedInput } from '../cited-input.js';
import type { Detector } from './define-detector.js';
import type { DetectorTree } from './detector.js';
import { mapLeaves } from './map-leaves.js';

/** Every input of a detector, in the order of the tree. */
export function listInputs(detector: Detector): readonly CitedInput[] {
  const inputs: CitedInput[] = [];
  mapLeaves(detector.inputs, (input: CitedInput) => inputs.push(input));
  return inputs;
}

/** The tree of a detector as plain numbers. */
export function detectorValues(detector: Detector): DetectorTree<number> {
  return mapLeaves(detector.inputs, (input: CitedInput) => input.value);
}
