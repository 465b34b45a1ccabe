import { pepII } from '../../accelerators/pep-ii.js';
import { resolveBeams } from '../../accelerators/resolve-beams.js';
import { assumed, calibrated, published } from '../../cited-input.js';
import { defineDetector } from '../define-detector.js';
import { babarPhotonLoss } from './photon-loss.js';

const NIM = 'B. Aubert et al. (BaBar), Nucl. Instrum. Meth. A 479, 1 (arXiv:hep-ex/0105044)';
const INVISIBLE = 'J. P. Lees et al. (BaBar), Phys. Rev. Lett. 119, 131804 (arXiv:1702.03327)';
const REMEMBERED = `${INVISIBLE}; quoted from memory of the paper`;
const EFFICIENCY =
  `the one tuned number: with it the counting estimate follows the limits of ${INVISIBLE} between 2 and 5 GeV; ` +
  'the limit at 4 GeV alone asks for more than 0.08';

/** GeV^2: sigma(M^2) = 1.5 at M = 0, smaller by 0.8 at M = 8 GeV. */
const RESOLUTION_AT_ZERO = 1.5;
const RESOLUTION_SLOPE = 0.8 / 64;
const { sqrtS } = resolveBeams(pepII);
/** sigma(E*) = sigma(M^2) / (2 sqrt(s)) with M^2 = s - 2 sqrt(s) E*. */
const q0 = (RESOLUTION_AT_ZERO - RESOLUTION_SLOPE * sqrtS ** 2) / (2 * sqrtS);
const RESOLUTION =
  `sigma(E*) = q0 + q1 E* from sigma(M^2) = 1.5 - 0.8 (M^2/64) GeV^2: 1.5 GeV^2 at M = 0 is quoted in ${INVISIBLE}, 0.7 GeV^2 at 8 GeV ` +
  'from memory. It is better than the calorimeter form of the detector paper, which gives 2.7 GeV^2';
const FLAT = `41 events in -4 < M^2 < 36 GeV^2 of the tight region, ${INVISIBLE}, taken as flat background`;

/** BaBar (arXiv:hep-ex/0105044) with the single-photon search of arXiv:1702.03327, 53 fb^-1. */
export const babar = defineDetector({
  id: 'babar',
  title: 'BaBar',
  accelerator: pepII,
  inputs: {
    acceptance: {
      calorimeterLow: published(15.8, 'deg', NIM),
      calorimeterHigh: published(141.8, 'deg', NIM),
      trackerLow: published(17.2, 'deg', NIM),
      trackerHigh: published(152.6, 'deg', NIM),
    },
    photon: {
      thetaLow: published(15.8, 'deg', NIM),
      thetaHigh: published(141.8, 'deg', NIM),
      cosStarLow: assumed(-0.6, 'cosine', REMEMBERED),
      cosStarHigh: assumed(0.6, 'cosine', REMEMBERED),
      minimumEnergyStar: assumed(3, 'GeV', `low-mass selection, ${REMEMBERED}`),
    },
    photonLoss: babarPhotonLoss,
    muonVeto: {
      thetaLow: assumed(17.2, 'deg', `300 mrad, the endcaps of the flux return, ${NIM}; rounded`),
      thetaHigh: assumed(157, 'deg', `400 mrad on the backward side, ${NIM}; rounded`),
      minimumEnergy: assumed(1, 'GeV', 'energy of a photon shower that reaches two layers of the flux return'),
      efficiency: assumed(
        0.75,
        'probability',
        `a veto opposite to the photon is used in ${INVISIBLE}; its efficiency is not known here`,
      ),
    },
    resolution: {
      a: assumed(0, 'GeV', 'the resolution of the recoil mass is used instead'),
      b: assumed(0, 'GeV^1/4', 'the resolution of the recoil mass is used instead'),
      c: assumed(0, '1', 'the resolution of the recoil mass is used instead'),
      q0: calibrated(q0, 'GeV', RESOLUTION),
      q1: calibrated(RESOLUTION_SLOPE, '1', RESOLUTION),
      crystalBallAlpha: assumed(
        1.2,
        'standard deviations',
        `a Crystal Ball is used in ${INVISIBLE}; its parameters are not known here`,
      ),
      crystalBallN: assumed(7, 'power', `a Crystal Ball is used in ${INVISIBLE}; its parameters are not known here`),
      angleA: assumed(3.87e-3, 'rad GeV^1/2', `${NIM}; quoted from memory`),
      angleC: assumed(0, 'rad', `${NIM}; quoted from memory`),
    },
    trigger: { efficiency: calibrated(1, 'probability', 'contained in signal.efficiency') },
    signal: { efficiency: calibrated(0.1, 'probability', EFFICIENCY) },
    background: {
      flatDensity: calibrated(1.03, 'events/GeV^2', `${FLAT}; per reference luminosity`),
      referenceLuminosity: published(53, 'fb^-1', `15.9 + 31.2 + 5.9 fb^-1, ${INVISIBLE}`),
      relativeError: calibrated(1 / Math.sqrt(41), '1', `Poisson error of ${FLAT}`),
    },
  },
});
