import { gev } from './units/energy.js';

/** Fine-structure constant at zero momentum transfer, CODATA 2018 (doi:10.1103/RevModPhys.93.025010). */
export const FINE_STRUCTURE = 1 / 137.035999084;
/** Electron mass, PDG 2022 (doi:10.1093/ptep/ptac097). */
export const ELECTRON_MASS = gev(0.51099895e-3);
/** Muon mass, PDG 2022. */
export const MUON_MASS = gev(0.1056583755);
/** Tau mass, PDG 2022. */
export const TAU_MASS = gev(1.77686);
/** (hbar c)^2 in nb GeV^2, PDG 2022: 0.389 379 372 1 mb GeV^2. */
export const HBAR_C_SQUARED_NANOBARN = 0.3893793721e6;
/** hbar c in GeV fm, PDG 2022. */
export const HBAR_C = 0.1973269804;
