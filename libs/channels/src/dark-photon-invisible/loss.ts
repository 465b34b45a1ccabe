import type { Formula } from '@darkreach/kernels';
import { photonMissProbability } from '@darkreach/physics';
import { acceptedPhotonFormulas } from './accepted-photon.js';
import { seenInLaboratory } from './seen-in-laboratory.js';

/** Weights of lost particles span many decades: from 1e-16 to 1e6 pb. */
export const LOSS_WEIGHT = { kind: 'logarithmic', low: 1e-16, high: 1e6 } as const;

/** Formulas of a measured photon beside particles that leave no trace. */
export const lossFormulas: readonly Formula[] = [seenInLaboratory, photonMissProbability, ...acceptedPhotonFormulas];
