import { superkekb } from '../../accelerators/superkekb.js';
import { assumed, published } from '../../cited-input.js';
import { defineDetector } from '../define-detector.js';
import { belle2PhotonLoss } from './photon-loss.js';

const ACCEPTANCE = 'basf2, analysis/variables/src/AcceptanceVariables.cc (doi:10.5281/zenodo.5574115)';
const RESOLUTION =
  'form of the Belle II TDR (arXiv:1011.0352), refitted to 4 % at 0.1 GeV and 1.6 % at 8 GeV; unchecked against data';
const ANGLE = 'a/sqrt(E) + c through 13 mrad at low and 3 mrad at high energy; low confidence';
const MENU = 'single-photon trigger of the calorimeter, basf2 trg/ecl TrgEclMaster.cc, bit lml6';

/** Belle II (arXiv:1011.0352, arXiv:1808.10567). */
export const belle2 = defineDetector({
  id: 'belle2',
  title: 'Belle II',
  accelerator: superkekb,
  inputs: {
    acceptance: {
      calorimeterLow: published(12.4, 'deg', ACCEPTANCE),
      calorimeterHigh: published(155.1, 'deg', ACCEPTANCE),
      trackerLow: published(17, 'deg', ACCEPTANCE),
      trackerHigh: published(150, 'deg', ACCEPTANCE),
    },
    photon: {
      thetaLow: published(32.2, 'deg', `barrel: ${ACCEPTANCE}`),
      thetaHigh: published(128.7, 'deg', `barrel: ${ACCEPTANCE}`),
      cosStarLow: assumed(-1, 'cosine', 'no cut beyond that in the laboratory'),
      cosStarHigh: assumed(1, 'cosine', 'no cut beyond that in the laboratory'),
      minimumEnergyStar: published(1, 'GeV', MENU),
    },
    photonLoss: belle2PhotonLoss,
    muonVeto: {
      thetaLow: published(18, 'deg', ACCEPTANCE),
      thetaHigh: published(155, 'deg', ACCEPTANCE),
      minimumEnergy: assumed(1, 'GeV', 'energy of a photon shower that reaches two layers of the KLM'),
      efficiency: assumed(
        0.75,
        'probability',
        'middle of 0.6 to 0.9; a veto by the KLM is foreseen in arXiv:1808.10567, its efficiency is not given',
      ),
    },
    resolution: {
      a: assumed(0.0034, 'GeV', RESOLUTION),
      b: assumed(0.0081, 'GeV^1/4', RESOLUTION),
      c: assumed(0.0152, '1', RESOLUTION),
      q0: assumed(0, 'GeV', 'the form in the laboratory is used'),
      q1: assumed(0, '1', 'the form in the laboratory is used'),
      crystalBallAlpha: assumed(1.2, 'standard deviations', 'leakage tail, middle of 1.0 to 1.3'),
      crystalBallN: assumed(7, 'power', 'leakage tail, middle of 5 to 10'),
      angleA: assumed(4.5e-3, 'rad GeV^1/2', ANGLE),
      angleC: assumed(1.5e-3, 'rad', ANGLE),
    },
    trigger: { efficiency: assumed(0.95, 'probability', `${MENU}; plateau`) },
    signal: {
      efficiency: assumed(
        0.9,
        'probability',
        'photon reconstruction and the vetoes on tracks and further clusters under beam background',
      ),
    },
  },
});
