import { degreesToRadian } from '../units/angle.js';
import { PHOTON_ZONE_EDGES, PHOTON_ZONES, type DetectorTree } from './detector.js';

/** Names of the arguments of `photonMissProbability` after the first two, in their order. */
export const PHOTON_MISS_PARAMETERS: readonly string[] = [
  ...PHOTON_ZONE_EDGES.map((_, i) => `edge${i + 1}`),
  ...PHOTON_ZONES.map((_, i) => `low${i}`),
  ...PHOTON_ZONES.map((_, i) => `high${i}`),
  'threshold',
  'split',
  'muonCosLow',
  'muonCosHigh',
  'muonMinimumEnergy',
  'muonEfficiency',
];

/** Values of the parameters of `photonMissProbability` for a detector, by name, in the order of the arguments. */
export function photonMissParameters({ photonLoss, muonVeto }: DetectorTree<number>): Readonly<Record<string, number>> {
  const cosine = (degrees: number): number => Math.cos(degreesToRadian(degrees));
  const values = [
    ...PHOTON_ZONE_EDGES.map((zone) => cosine(photonLoss.edges[zone])),
    ...PHOTON_ZONES.map((zone) => photonLoss.lowEnergy[zone]),
    ...PHOTON_ZONES.map((zone) => photonLoss.highEnergy[zone]),
    photonLoss.threshold,
    photonLoss.split,
    cosine(muonVeto.thetaHigh),
    cosine(muonVeto.thetaLow),
    muonVeto.minimumEnergy,
    muonVeto.efficiency,
  ];
  return Object.fromEntries(PHOTON_MISS_PARAMETERS.map((name, i) => [name, values[i]!]));
}
