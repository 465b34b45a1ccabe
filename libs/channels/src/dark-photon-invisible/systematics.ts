import type { ChannelSystematic } from '../channel.js';

/** Processes that are scaled by luminosity and photon efficiency. */
const SIMULATED = ['signal', 'gamma-gamma', 'three-gamma', 'radiative-bhabha'];

/** Default uncertainties; a campaign may change each by name. */
export const SYSTEMATICS: readonly ChannelSystematic[] = [
  {
    name: 'luminosity',
    processes: SIMULATED,
    relative: 0.01,
    scaling: 'constant',
    referenceInverseFemtobarn: 1,
    floor: 0,
    source: 'Belle II reaches 0.5 % (arXiv:2407.00965), BaBar 0.6 %; rounded up',
  },
  {
    name: 'photon-efficiency',
    processes: ['signal'],
    relative: 0.05,
    scaling: 'sqrt-luminosity',
    referenceInverseFemtobarn: 53,
    floor: 0.02,
    source:
      '5 % at BaBar with 53 fb^-1 (arXiv:1702.03327); control samples grow with luminosity, down to an assumed floor',
  },
  {
    name: 'gamma-gamma-normalisation',
    processes: ['gamma-gamma'],
    relative: 0.3,
    scaling: 'sqrt-luminosity',
    referenceInverseFemtobarn: 53,
    floor: 0.1,
    source: 'photon loss and muon veto, measured with radiative muon pairs; size assumed',
  },
  {
    name: 'three-gamma-normalisation',
    processes: ['three-gamma'],
    relative: 0.3,
    scaling: 'sqrt-luminosity',
    referenceInverseFemtobarn: 53,
    floor: 0.1,
    source: 'photon loss and leading-order matrix element; size assumed',
  },
  {
    name: 'radiative-bhabha-normalisation',
    processes: ['radiative-bhabha'],
    relative: 0.2,
    scaling: 'sqrt-luminosity',
    referenceInverseFemtobarn: 53,
    floor: 0.05,
    source: 'leading-order matrix element at small angles; size assumed',
  },
];
