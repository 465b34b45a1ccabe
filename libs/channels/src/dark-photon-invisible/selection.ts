import type { DetectorTree } from '@darkreach/physics';
import type { CitedInput, Cut } from '../channel.js';
import type { Region } from './regions.js';

/** Choices of this search that are not the detector's, with the paths by which a campaign overrides them. */
export const SEARCH_INPUTS: Readonly<Record<string, readonly CitedInput[]>> = {
  babar: [isrFactor()],
  belle2: [
    isrFactor(),
    {
      path: 'selection.pipeMargin',
      value: 4,
      unit: 'deg',
      trust: 'assumed',
      source:
        'fiducial curves: how far beside the beam pipe the predicted third photon still counts as lost; covers the resolution',
    },
    {
      path: 'selection.gapMargin',
      value: 5,
      unit: 'deg',
      trust: 'assumed',
      source:
        'fiducial curves: least distance of a gap from the direction opposite to the photon; covers the kick of a third photon that the resolution hides',
    },
    {
      path: 'selection.softEnergyStar',
      value: 0.7,
      unit: 'GeV',
      trust: 'assumed',
      source: 'fiducial curves: a predicted third photon below this energy has no certain direction and counts as lost',
    },
  ],
};

function isrFactor(): CitedInput {
  return {
    path: 'signal.isrFactor',
    value: 0.96,
    unit: '1',
    trust: 'assumed',
    source:
      'photons radiated besides the signal photon move events out of the peak; -4 % +- 3 %, to be replaced by a generator',
  };
}

/** The cuts of the search as data: one photon, nothing else, and the fiducial curves of the regions that have them. */
export function selectionCuts(
  regions: readonly Region[],
  values: DetectorTree<number>,
  inputs: Readonly<Record<string, number>>,
): readonly Cut[] {
  const curved = regions.filter(({ fiducialCurves }) => fiducialCurves);
  return [...photonCuts(values), ...curved.flatMap((region) => curveCuts(region, values, inputs))];
}

function photonCuts({ photon, photonLoss }: DetectorTree<number>): readonly Cut[] {
  const theta = [photon.thetaLow, photon.thetaHigh] as const;
  const cosStar = [photon.cosStarLow, photon.cosStarHigh] as const;
  return [
    { name: 'photon energy', quantity: 'E*', operator: '>', value: photon.minimumEnergyStar, unit: 'GeV' },
    { name: 'photon polar angle', quantity: 'theta', operator: 'between', value: theta, unit: 'deg' },
    { name: 'photon polar angle (CM)', quantity: 'cos theta*', operator: 'between', value: cosStar, unit: '1' },
    {
      name: 'no other cluster',
      quantity: 'E of any other photon',
      operator: '<',
      value: photonLoss.threshold,
      unit: 'GeV',
    },
    { name: 'no track', quantity: 'tracks', operator: '<', value: 1, unit: '1' },
  ];
}

/** Three cuts for each gap of the calorimeter; see `acceptPhoton`. */
function curveCuts(
  { id }: Region,
  { photonLoss: { edges } }: DetectorTree<number>,
  inputs: Readonly<Record<string, number>>,
): readonly Cut[] {
  const [pipeMargin, gapMargin] = [inputs['selection.pipeMargin']!, inputs['selection.gapMargin']!];
  const gaps = [
    { gap: 'forward gap', centre: (edges.forwardGap + edges.barrelForward) / 2 },
    { gap: 'seam', centre: (edges.seam + edges.barrelBackward) / 2 },
    { gap: 'backward gap', centre: (edges.backwardGap + edges.backwardEndcap) / 2 },
  ];
  return gaps.flatMap(({ gap, centre }): Cut[] => [
    {
      name: `${id}: third photon beside the pipe, ${gap}`,
      quantity: `theta of the third photon if one is at ${centre.toFixed(2)} deg`,
      operator: 'between',
      value: [edges.forwardEndcap + pipeMargin, edges.backwardPipe - pipeMargin],
      unit: 'deg',
    },
    {
      name: `${id}: third photon not soft, ${gap}`,
      quantity: `E* of the third photon if one is at ${centre.toFixed(2)} deg`,
      operator: '>=',
      value: inputs['selection.softEnergyStar']!,
      unit: 'GeV',
    },
    {
      name: `${id}: opposite direction, ${gap}`,
      quantity: 'theta opposite to the photon in the CM frame',
      operator: 'outside',
      value: [centre - gapMargin, centre + gapMargin],
      unit: 'deg',
    },
  ]);
}

/** The same cuts as parameters of `acceptPhoton`. */
export function selectionParameters(
  { photon, photonLoss }: DetectorTree<number>,
  inputs: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const cosine = (degrees: number): number => Math.cos((degrees * Math.PI) / 180);
  const { edges } = photonLoss;
  const margin = inputs['selection.pipeMargin'] ?? 0;
  return {
    energyMinimum: photon.minimumEnergyStar,
    cosLabLow: cosine(photon.thetaHigh),
    cosLabHigh: cosine(photon.thetaLow),
    cosStarLow: photon.cosStarLow,
    cosStarHigh: photon.cosStarHigh,
    gap1: cosine((edges.forwardGap + edges.barrelForward) / 2),
    gap2: cosine((edges.seam + edges.barrelBackward) / 2),
    gap3: cosine((edges.backwardGap + edges.backwardEndcap) / 2),
    pipeForward: cosine(edges.forwardEndcap + margin),
    pipeBackward: cosine(edges.backwardPipe - margin),
    softEnergy: inputs['selection.softEnergyStar'] ?? 0,
    gapMargin: ((inputs['selection.gapMargin'] ?? 0) * Math.PI) / 180,
  };
}
