import { closest } from 'fastest-levenshtein';
import type { CitedInput } from '../cited-input.js';
import { InvalidInputError, UnknownInputError } from '../errors.js';
import type { Detector } from './define-detector.js';
import type { DetectorTree } from './detector.js';
import { listInputs } from './list-inputs.js';
import { mapLeaves } from './map-leaves.js';

/**
 * A detector with other values for some inputs, by dotted path; they are then marked as assumed, set by the campaign.
 * @throws UnknownInputError for a path that the detector does not have, with the nearest one as a suggestion
 * @throws InvalidInputError for a value that is no finite number, one outside the range of its unit, or ends out of order
 * @example
 * applyOverrides(belle2, { 'muonVeto.efficiency': 0.9 })
 */
export function applyOverrides(detector: Detector, overrides: Readonly<Record<string, number>>): Detector {
  const known = listInputs(detector);
  for (const [path, value] of Object.entries(overrides)) {
    const input = known.find((candidate) => candidate.path === path);
    if (!input) throw new UnknownInputError(detector.id, path, nearest(path, known));
    checkValue(input, value);
  }
  const inputs = mapLeaves(detector.inputs, (input: CitedInput): CitedInput => {
    const value = Object.hasOwn(overrides, input.path) ? overrides[input.path] : undefined;
    if (value === undefined) return input;
    return { ...input, value, trust: 'assumed', source: `set by the campaign (preset: ${input.value})` };
  });
  checkRanges(inputs);
  checkEdges(Object.values(inputs.photonLoss.edges));
  return { ...detector, inputs };
}

/** Allowed values by unit; units that are not listed take every finite number. */
const ALLOWED: Readonly<Record<string, { readonly test: (value: number) => boolean; readonly text: string }>> = {
  probability: { test: (value) => value >= 0 && value <= 1, text: '0 to 1' },
  cosine: { test: (value) => value >= -1 && value <= 1, text: '-1 to 1' },
  deg: { test: (value) => value >= 0 && value <= 180, text: '0 to 180' },
  GeV: { test: (value) => value >= 0, text: 'at least 0' },
  'GeV^1/4': { test: (value) => value >= 0, text: 'at least 0' },
  'standard deviations': { test: (value) => value > 0, text: 'above 0' },
  power: { test: (value) => value > 1, text: 'above 1' },
};

function checkValue({ path, unit }: CitedInput, value: number): void {
  if (!Number.isFinite(value)) throw new InvalidInputError(path, value, 'a finite number');
  const allowed = ALLOWED[unit];
  if (allowed && !allowed.test(value)) throw new InvalidInputError(path, value, allowed.text);
}

/** Lower and upper ends stay in order. */
function checkRanges({ acceptance, photon, muonVeto }: DetectorTree<CitedInput>): void {
  const ranges = [
    [acceptance.calorimeterLow, acceptance.calorimeterHigh],
    [acceptance.trackerLow, acceptance.trackerHigh],
    [photon.thetaLow, photon.thetaHigh],
    [photon.cosStarLow, photon.cosStarHigh],
    [muonVeto.thetaLow, muonVeto.thetaHigh],
  ] as const;
  for (const [low, high] of ranges) {
    if (!(low.value < high.value))
      throw new InvalidInputError(low.path, low.value, `below ${high.path}, ${high.value}`);
  }
}

function checkEdges(edges: readonly CitedInput[]): void {
  edges.forEach((edge, i) => {
    const before = edges[i - 1];
    if (before && edge.value < before.value)
      throw new InvalidInputError(edge.path, edge.value, `at least ${before.path}, ${before.value}`);
  });
}

function nearest(path: string, known: readonly CitedInput[]): string {
  return closest(
    path,
    known.map((input) => input.path),
  );
}
