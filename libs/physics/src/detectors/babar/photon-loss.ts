import { assumed, published, type Cited } from '../../cited-input.js';
import type { DetectorTree } from '../detector.js';

const NIM = 'B. Aubert et al. (BaBar), Nucl. Instrum. Meth. A 479, 1 (arXiv:hep-ex/0105044)';
const GEOMETRIC = 'no calorimeter there';
const NONE = 'zone of no width';
const CRYSTALS =
  'order of magnitude: 16 X0 of CsI(Tl) let 4e-6 through unconverted (exp(-7/9 * 16)); photonuclear absorption that leaves no cluster ' +
  'adds about as much; rounded up. No measured value is public';
const SOFT =
  'ten times the high-energy value: energy below the cluster threshold after leakage. No measured value is public';
const GAP = 'half of the photons that enter the joint between endcap and barrel leave no cluster';

const loss = (value: number, source: string): Cited => assumed(value, 'probability', source);
const joint = (value: number): Cited =>
  assumed(value, 'deg', `joint between endcap and barrel near 26.8 deg (${NIM}); its width is assumed`);

/** Where and how often the BaBar calorimeter loses a photon: one forward endcap, crystals that do not point at the vertex. */
export const babarPhotonLoss: DetectorTree<Cited>['photonLoss'] = {
  edges: {
    forwardEndcap: published(15.8, 'deg', NIM),
    forwardGap: joint(26.7),
    barrelForward: joint(26.9),
    seam: assumed(90, 'deg', NONE),
    barrelBackward: assumed(90, 'deg', NONE),
    backwardGap: published(141.8, 'deg', NIM),
    backwardEndcap: published(141.8, 'deg', NIM),
    backwardPipe: published(141.8, 'deg', NIM),
  },
  lowEnergy: {
    forwardPipe: loss(1, GEOMETRIC),
    forwardEndcap: loss(1e-3, SOFT),
    forwardGap: loss(0.5, GAP),
    barrelForward: loss(1e-4, SOFT),
    seam: loss(0, NONE),
    barrelBackward: loss(1e-4, SOFT),
    backwardGap: loss(1, NONE),
    backwardEndcap: loss(1, NONE),
    backwardPipe: loss(1, GEOMETRIC),
  },
  highEnergy: {
    forwardPipe: loss(1, GEOMETRIC),
    forwardEndcap: loss(1e-4, `${CRYSTALS}; ten times the barrel, for the edges of the endcap`),
    forwardGap: loss(0.5, GAP),
    barrelForward: loss(1e-5, CRYSTALS),
    seam: loss(0, NONE),
    barrelBackward: loss(1e-5, CRYSTALS),
    backwardGap: loss(1, NONE),
    backwardEndcap: loss(1, NONE),
    backwardPipe: loss(1, GEOMETRIC),
  },
  split: assumed(1, 'GeV', 'one step where the loss of soft photons falls to that of hard ones'),
  threshold: assumed(0.1, 'GeV', 'a cluster above the beam background'),
};
