import { assumed, published, type Cited } from '../../cited-input.js';
import type { DetectorTree } from '../detector.js';

const ACCEPTANCE = 'basf2, analysis/variables/src/AcceptanceVariables.cc (doi:10.5281/zenodo.5574115)';
const GEOMETRIC = 'no calorimeter there';
const CRYSTALS =
  'order of magnitude: 16.2 X0 of CsI(Tl) let 3e-6 through unconverted (exp(-7/9 * 16.2)); photonuclear absorption (about 5e-4 of the ' +
  'interactions) that leaves no cluster adds about as much; rounded up. No measured value is public';
const SOFT =
  'ten times the high-energy value: energy below the cluster threshold after leakage. No measured value is public';
const GAP =
  'half of the photons that enter the gap between barrel and endcap leave no cluster; the rest showers at its rims';
const SEAM =
  'a crack of about 0.5 mm that points to the interaction point fills a tenth of the zone; half of the photons in it are lost';

const loss = (value: number, source: string): Cited => assumed(value, 'probability', source);

/**
 * Where and how often the Belle II calorimeter loses a photon. The sources of loss (gaps beside the barrel, the 90 degree
 * seam, the beam pipe) are those of arXiv:1808.10567, section on dark photons; the sizes are not published.
 */
export const belle2PhotonLoss: DetectorTree<Cited>['photonLoss'] = {
  edges: {
    forwardEndcap: published(12.4, 'deg', ACCEPTANCE),
    forwardGap: published(31.4, 'deg', ACCEPTANCE),
    barrelForward: published(32.2, 'deg', ACCEPTANCE),
    seam: assumed(89.9, 'deg', 'half-width 0.1 deg; the seam at 90 deg is named in arXiv:1808.10567, its width is not'),
    barrelBackward: assumed(
      90.1,
      'deg',
      'half-width 0.1 deg; the seam at 90 deg is named in arXiv:1808.10567, its width is not',
    ),
    backwardGap: published(128.7, 'deg', ACCEPTANCE),
    backwardEndcap: published(130.7, 'deg', ACCEPTANCE),
    backwardPipe: published(155.1, 'deg', ACCEPTANCE),
  },
  lowEnergy: {
    forwardPipe: loss(1, GEOMETRIC),
    forwardEndcap: loss(1e-3, SOFT),
    forwardGap: loss(0.5, GAP),
    barrelForward: loss(1e-4, SOFT),
    seam: loss(0.05, SEAM),
    barrelBackward: loss(1e-4, SOFT),
    backwardGap: loss(0.5, GAP),
    backwardEndcap: loss(1e-3, SOFT),
    backwardPipe: loss(1, GEOMETRIC),
  },
  highEnergy: {
    forwardPipe: loss(1, GEOMETRIC),
    forwardEndcap: loss(1e-4, `${CRYSTALS}; ten times the barrel, for the edges of the endcap`),
    forwardGap: loss(0.5, GAP),
    barrelForward: loss(1e-5, CRYSTALS),
    seam: loss(0.05, SEAM),
    barrelBackward: loss(1e-5, CRYSTALS),
    backwardGap: loss(0.5, GAP),
    backwardEndcap: loss(1e-4, `${CRYSTALS}; ten times the barrel, for the edges of the endcap`),
    backwardPipe: loss(1, GEOMETRIC),
  },
  split: assumed(1, 'GeV', 'one step where the loss of soft photons falls to that of hard ones'),
  threshold: assumed(
    0.1,
    'GeV',
    'a cluster in time above the beam background; the veto of the single-photon trigger is looser, 0.3 GeV',
  ),
};
