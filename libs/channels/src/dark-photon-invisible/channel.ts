import { defineChannel } from '../channel.js';
import { CITATIONS } from './citations.js';
import { epsilonFromStrength } from './coupling.js';
import { darkPhotonExperiment } from './experiment.js';
import { PUBLISHED_LIMITS } from './published.js';
import { DARK_PHOTON_MODEL } from './signal.js';
import { SYSTEMATICS } from './systematics.js';

/** e+e- -> gamma A', A' to dark matter: one photon and nothing else, a peak in the recoil mass squared. */
export const darkPhotonInvisible = defineChannel({
  id: 'dark-photon-invisible',
  title: 'Invisible dark photon',
  reaction: "e+ e- -> gamma A', A' -> chi chibar",
  coupling: { symbol: 'ε', name: 'kinetic mixing' },
  mass: { symbol: "m_A'", name: 'dark photon mass' },
  model: DARK_PHOTON_MODEL,
  systematics: SYSTEMATICS,
  citations: CITATIONS,
  published: PUBLISHED_LIMITS,
  experiments: ['babar', 'belle2'],
  experiment: darkPhotonExperiment,
  couplingFromStrength: epsilonFromStrength,
});
