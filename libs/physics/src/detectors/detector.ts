/**
 * A detector as a tree of numbers: of cited inputs as a preset, of plain numbers once resolved. Angles in degrees in the
 * laboratory (z along the solenoid, towards the flight of the e-), energies in GeV in the laboratory unless named `Star`.
 */
export interface DetectorTree<Leaf> {
  readonly acceptance: {
    /** Calorimeter as a whole. */
    readonly calorimeterLow: Leaf;
    readonly calorimeterHigh: Leaf;
    /** Tracks. */
    readonly trackerLow: Leaf;
    readonly trackerHigh: Leaf;
  };
  /** What a single signal photon has to fulfil. */
  readonly photon: {
    readonly thetaLow: Leaf;
    readonly thetaHigh: Leaf;
    readonly cosStarLow: Leaf;
    readonly cosStarHigh: Leaf;
    readonly minimumEnergyStar: Leaf;
  };
  readonly photonLoss: {
    /** Lower edges of zones 2 to 9 of the polar angle; zone 1, the forward pipe, begins at 0. */
    readonly edges: PhotonZoneEdges<Leaf>;
    /** Probability that the calorimeter loses a photon, below and above `split`. */
    readonly lowEnergy: PhotonZones<Leaf>;
    readonly highEnergy: PhotonZones<Leaf>;
    readonly split: Leaf;
    /** Every photon below this energy is unseen. */
    readonly threshold: Leaf;
  };
  /** Muon system (KLM, IFR) as a veto on photons that the calorimeter lost. */
  readonly muonVeto: {
    readonly thetaLow: Leaf;
    readonly thetaHigh: Leaf;
    readonly minimumEnergy: Leaf;
    readonly efficiency: Leaf;
  };
  readonly resolution: {
    /** sigma/E = sqrt((a/E)^2 + (b/E^(1/4))^2 + c^2) + (q0 + q1 E*)/E* */
    readonly a: Leaf;
    readonly b: Leaf;
    readonly c: Leaf;
    readonly q0: Leaf;
    readonly q1: Leaf;
    /** Crystal Ball: where the tail begins, in standard deviations, and its power. */
    readonly crystalBallAlpha: Leaf;
    readonly crystalBallN: Leaf;
    /** sigma(theta) = angleA/sqrt(E) + angleC, rad. */
    readonly angleA: Leaf;
    readonly angleC: Leaf;
  };
  readonly trigger: { readonly efficiency: Leaf };
  /** Efficiency of everything else, for photons inside `photon`. */
  readonly signal: { readonly efficiency: Leaf };
  /** Background density taken from data, flat in M_rec^2, where an experiment has published enough for one. */
  readonly background?: {
    readonly flatDensity: Leaf;
    readonly referenceLuminosity: Leaf;
    readonly relativeError: Leaf;
  };
}

export const PHOTON_ZONE_EDGES = [
  'forwardEndcap',
  'forwardGap',
  'barrelForward',
  'seam',
  'barrelBackward',
  'backwardGap',
  'backwardEndcap',
  'backwardPipe',
] as const;
/** The nine zones in falling cosine. */
export const PHOTON_ZONES = ['forwardPipe', ...PHOTON_ZONE_EDGES] as const;

export type PhotonZoneEdges<Leaf> = Readonly<Record<(typeof PHOTON_ZONE_EDGES)[number], Leaf>>;
export type PhotonZones<Leaf> = Readonly<Record<(typeof PHOTON_ZONES)[number], Leaf>>;
