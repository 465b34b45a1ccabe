import type { Formula } from '@darkreach/kernels';
import { photonMissProbability } from '@darkreach/physics';
import { singlePhotonFormulas } from './accepted-photon.js';
import type { BeamInputs, LossInputs } from './inputs.js';
import { seenInLaboratory } from './seen-in-laboratory.js';

/** Probability that a photon, given in the centre-of-mass frame with the electron along +z, leaves no trace. */
export function missedPhoton(e: number, x: number, y: number, z: number, input: BeamInputs & LossInputs): number {
  const [cosThetaLab, energyLab] = seenInLaboratory(e, x, y, z, input);
  return photonMissProbability(
    cosThetaLab,
    energyLab,
    input.edge1,
    input.edge2,
    input.edge3,
    input.edge4,
    input.edge5,
    input.edge6,
    input.edge7,
    input.edge8,
    input.low0,
    input.low1,
    input.low2,
    input.low3,
    input.low4,
    input.low5,
    input.low6,
    input.low7,
    input.low8,
    input.high0,
    input.high1,
    input.high2,
    input.high3,
    input.high4,
    input.high5,
    input.high6,
    input.high7,
    input.high8,
    input.threshold,
    input.split,
    input.muonCosLow,
    input.muonCosHigh,
    input.muonMinimumEnergy,
    input.muonEfficiency,
  );
}

/** Weights of lost particles span many decades: from 1e-16 to 1e6 pb. */
export const LOSS_WEIGHT = { kind: 'logarithmic', low: 1e-16, high: 1e6 } as const;

/** Formulas of a single photon beside photons that leave no trace. */
export const missedPhotonFormulas: readonly Formula[] = [
  missedPhoton,
  photonMissProbability,
  seenInLaboratory,
  ...singlePhotonFormulas,
];
