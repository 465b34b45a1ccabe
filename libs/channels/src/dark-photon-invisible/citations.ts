import type { Citation } from '../channel.js';

/** Publications behind the method and the numbers of this search. */
export const CITATIONS: readonly Citation[] = [
  {
    key: 'BaBar:2017',
    title: 'Search for Invisible Decays of a Dark Photon Produced in e+e- Collisions at BaBar',
    authors: 'Lees, J. P. and others (BaBar Collaboration)',
    year: 2017,
    arxiv: '1702.03327',
    doi: '10.1103/PhysRevLett.119.131804',
  },
  {
    key: 'BelleII:2018',
    title: 'The Belle II Physics Book',
    authors: 'Altmannshofer, W. and others (Belle II Collaboration)',
    year: 2019,
    arxiv: '1808.10567',
    doi: '10.1093/ptep/ptz106',
  },
  {
    key: 'ESPP:2026',
    title:
      'Belle II sensitivity to benchmark BC2 (data file), input to the 2026 update of the European Strategy for Particle Physics',
    authors: 'Belle II Collaboration',
    year: 2025,
    url: 'https://europeanstrategyupdate.web.cern.ch',
  },
  {
    key: 'Essig:2013',
    title: 'Constraining Light Dark Matter with Low-Energy e+e- Colliders',
    authors: 'Essig, R. and Mardon, J. and Papucci, M. and Volansky, T. and Zhong, Y.-M.',
    year: 2013,
    arxiv: '1309.5084',
    doi: '10.1007/JHEP11(2013)167',
  },
  {
    key: 'Cowan:2011',
    title: 'Asymptotic formulae for likelihood-based tests of new physics',
    authors: 'Cowan, G. and Cranmer, K. and Gross, E. and Vitells, O.',
    year: 2011,
    arxiv: '1007.1727',
    doi: '10.1140/epjc/s10052-011-1554-0',
  },
  {
    key: 'Read:2002',
    title: 'Presentation of search results: the CLs technique',
    authors: 'Read, A. L.',
    year: 2002,
    doi: '10.1088/0954-3899/28/10/313',
  },
  {
    key: 'Salmon:2011',
    title: 'Parallel random numbers: as easy as 1, 2, 3',
    authors: 'Salmon, J. K. and Moraes, M. A. and Dror, R. O. and Shaw, D. E.',
    year: 2011,
    doi: '10.1145/2063384.2063405',
  },
];
