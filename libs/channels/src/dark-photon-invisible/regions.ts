/**
 * A selection of its own for a range of masses, as published searches have them: near m = 0 backgrounds are so small that
 * cutting away every event that a calorimeter gap can explain pays; at high mass it would cut away the signal.
 */
export interface Region {
  readonly id: string;
  /** Masses that are searched in it, GeV. */
  readonly low: number;
  readonly high: number;
  /** Whether the fiducial curves of `acceptPhoton` are applied. */
  readonly fiducialCurves: boolean;
  /** Share of the three-photon events that is generated towards the highest photon energies. */
  readonly hardShare: number;
}

export const REGIONS: Readonly<Record<string, readonly Region[]>> = {
  babar: [{ id: 'low-mass', low: 0, high: 11, fiducialCurves: false, hardShare: 0.5 }],
  belle2: [
    { id: 'low-mass', low: 0, high: 6.1, fiducialCurves: true, hardShare: 0.5 },
    { id: 'high-mass', low: 6.1, high: 11, fiducialCurves: false, hardShare: 0.05 },
  ],
};

/** The region in which a mass is searched. */
export function regionOf(regions: readonly Region[], mass: number): Region {
  return regions.find((region) => mass <= region.high) ?? regions[regions.length - 1]!;
}

/** Parameters of the event kernels that depend on the region. */
export function regionParameters({ fiducialCurves, hardShare }: Region): Readonly<Record<string, number>> {
  return { gapVeto: fiducialCurves ? 1 : 0, hardShare };
}
