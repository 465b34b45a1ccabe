// Leading-order physics of e+e- B-factories: units, kinematics, beams, detectors, and the reactions of the search for one
// photon and nothing else. Sources: arXiv:0903.3941, arXiv:1309.5084 (dark photon), arXiv:1702.03327 (BaBar), arXiv:1808.10567
// (Belle II), Berends and Kleiss, CALKUL (radiative QED); each file names its own.

// Units and constants
export type { Quantity } from './units/quantity.js';
export { gev, gevSquared, type GeV, type GeVSquared } from './units/energy.js';
export { degreesToRadian, radian, type Radian } from './units/angle.js';
export {
  femtobarn,
  femtobarnToPicobarn,
  nanobarn,
  nanobarnToPicobarn,
  picobarn,
  picobarnToFemtobarn,
  picobarnToNanobarn,
  type Femtobarn,
  type Nanobarn,
  type Picobarn,
} from './units/cross-section.js';
export { expectedEvents, inverseFemtobarn, type InverseFemtobarn } from './units/luminosity.js';
export { ELECTRON_MASS, FINE_STRUCTURE, HBAR_C, HBAR_C_SQUARED_NANOBARN, MUON_MASS, TAU_MASS } from './constants.js';
export { InvalidInputError, PhaseSpaceError, UnknownInputError } from './errors.js';
export type { CitedInput } from './cited-input.js';

// Kinematics
export { atanhCosine } from './kinematics/atanh-cosine.js';
export { beamMassTerm } from './kinematics/beam-mass-term.js';
export { beamPeakedDensity } from './kinematics/beam-peaked-density.js';
export { beamPeakedOffset } from './kinematics/beam-peaked-offset.js';
export { boost } from './kinematics/boost.js';
export { boxMuller } from './kinematics/box-muller.js';
export { lightConePair } from './kinematics/light-cone-pair.js';
export { logUniformEnergy } from './kinematics/log-uniform-energy.js';
export { masslessFourVector } from './kinematics/massless-four-vector.js';
export { nearBeamOffset } from './kinematics/near-beam-offset.js';
export { oppositeAzimuth } from './kinematics/opposite-azimuth.js';
export { photonRecoil } from './kinematics/photon-recoil.js';
export { photonRecoilWeight } from './kinematics/photon-recoil-weight.js';
export { recoilMassSquared } from './kinematics/recoil-mass-squared.js';
export { rotateAboutY } from './kinematics/rotate-about-y.js';
export { twoEndedEnergy } from './kinematics/two-ended-energy.js';
export { twoBodyEnergy } from './kinematics/two-body-energy.js';

// Accelerators
export type { Accelerator } from './accelerators/accelerator.js';
export { kekb } from './accelerators/kekb.js';
export { pepII } from './accelerators/pep-ii.js';
export { resolveBeams, resolveHeadOnBeams, type ResolvedBeams } from './accelerators/resolve-beams.js';
export { superkekb } from './accelerators/superkekb.js';

// Detectors
export { applyOverrides } from './detectors/apply-overrides.js';
export { babar } from './detectors/babar/babar.js';
export { belle2 } from './detectors/belle2/belle2.js';
export { defineDetector, type Detector } from './detectors/define-detector.js';
export { PHOTON_ZONE_EDGES, PHOTON_ZONES, type DetectorTree } from './detectors/detector.js';
export { detectorValues, listInputs } from './detectors/list-inputs.js';
export { PHOTON_MISS_PARAMETERS, photonMissParameters } from './detectors/photon-miss-parameters.js';
export { detectors } from './detectors/registry.js';
export { angularResolution } from './detectors/response/angular-resolution.js';
export { crystalBallDeviate } from './detectors/response/crystal-ball-deviate.js';
export { crystalBallGate } from './detectors/response/crystal-ball-gate.js';
export { photonMissProbability } from './detectors/response/photon-miss-probability.js';
export { relativeEnergyResolution } from './detectors/response/relative-energy-resolution.js';
export { responseFormulas } from './detectors/response/response-formulas.js';

// Radiation of a photon beside a vector
export {
  photonVectorCrossSection,
  photonVectorTotalCrossSection,
  type CosineRange,
} from './radiation/photon-vector-cross-section.js';
export { photonVectorDensity } from './radiation/photon-vector-density.js';
export { photonVectorMatrixElement } from './radiation/photon-vector-matrix-element.js';

// Processes
export {
  darkPhotonCrossSection,
  darkPhotonTotalCrossSection,
  type DarkPhoton,
} from './processes/dark-photon/cross-section.js';
export { darkPhotonMatrixElement, darkPhotonMatrixElementFormulas } from './processes/dark-photon/matrix-element.js';
export { darkPhotonFormulas, sampleDarkPhoton } from './processes/dark-photon/sampling.js';
export { offShellCrossSection, type OffShellRequest } from './processes/dark-photon-off-shell/cross-section.js';
export {
  DARK_MATTER_KINDS,
  widthShape,
  type DarkMatter,
  type DarkMatterKind,
} from './processes/dark-photon-off-shell/dark-matter.js';
export { breitWigner, massTimesWidth } from './processes/dark-photon-off-shell/matrix-element.js';
export { offShellParameters, type OffShellParameters } from './processes/dark-photon-off-shell/off-shell-parameters.js';
export {
  continuumMassSquared,
  offShellDarkPhotonFormulas,
  offShellMassSquared,
  resonantMassSquared,
  sampleOffShellDarkPhoton,
} from './processes/dark-photon-off-shell/sampling.js';
export { invisibleWidth } from './processes/dark-photon-off-shell/width.js';
export {
  gammaGammaPairCrossSection,
  gammaGammaPhotonCrossSection,
  gammaGammaTotalCrossSection,
} from './processes/gamma-gamma/cross-section.js';
export { gammaGammaMatrixElement } from './processes/gamma-gamma/matrix-element.js';
export { gammaGammaFormulas, sampleGammaGamma } from './processes/gamma-gamma/sampling.js';
export { collinearElectron } from './processes/radiative-bhabha/collinear-electron.js';
export { radiativeBhabhaMatrixElement } from './processes/radiative-bhabha/matrix-element.js';
export { radiativeBhabhaFormulas, sampleRadiativeBhabha } from './processes/radiative-bhabha/sampling.js';
export { threeGammaMatrixElement } from './processes/three-gamma/matrix-element.js';
export { sampleThreeGamma, threeGammaFormulas } from './processes/three-gamma/sampling.js';
export { singlePhotonWindow, type SinglePhotonWindow } from './radiation/single-photon-window.js';
