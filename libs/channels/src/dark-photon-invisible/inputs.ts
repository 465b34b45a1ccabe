/**
 * What the event kernels of this search read beside their random numbers; `setup.ts` fills it in from beams, detector and
 * selection. Energies in GeV, angles as cosines in the laboratory unless named otherwise.
 */
export type PhotonInputs = BeamInputs & ResolutionInputs & SelectionInputs & GenerationInputs;

/** Centre-of-mass frame in the laboratory: velocity, and the direction of the electron beam in the x-z plane. */
export type BeamInputs = {
  readonly sqrtS: number;
  readonly betaX: number;
  readonly betaZ: number;
  readonly gamma: number;
  readonly axisCos: number;
  readonly axisSin: number;
};

/** Energy: a, b, c, q0, q1 of `relativeEnergyResolution`, alpha, n, gate of `crystalBallDeviate`; angle: ta, tc, rad. */
export type ResolutionInputs = {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly q0: number;
  readonly q1: number;
  readonly alpha: number;
  readonly n: number;
  readonly gate: number;
  readonly ta: number;
  readonly tc: number;
};

/** Cuts on the photon; `gapVeto` 1 applies the fiducial curves around three gaps, `gapMargin` is in rad. */
export type SelectionInputs = {
  readonly energyMinimum: number;
  readonly cosLabLow: number;
  readonly cosLabHigh: number;
  readonly cosStarLow: number;
  readonly cosStarHigh: number;
  readonly gapVeto: number;
  readonly gap1: number;
  readonly gap2: number;
  readonly gap3: number;
  readonly pipeForward: number;
  readonly pipeBackward: number;
  readonly softEnergy: number;
  readonly gapMargin: number;
};

/** Range of atanh(cos theta*) in which the photon is generated. */
export type GenerationInputs = {
  readonly yLow: number;
  readonly yHigh: number;
};

/** Range of E* in which the photon of a three-body background is generated: energyLow * [1, exp(energyLogRange)]. */
export type EnergyInputs = {
  readonly energyLow: number;
  readonly energyLogRange: number;
};

/** The map of photon losses and the veto of the muon system, as `photonMissProbability` takes them. */
export type LossInputs = {
  readonly [
    name in
      | `edge${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8}`
      | `${'low' | 'high'}${0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8}`
      | 'threshold'
      | 'split'
      | 'muonCosLow'
      | 'muonCosHigh'
      | 'muonMinimumEnergy'
      | 'muonEfficiency'
  ]: number;
};
