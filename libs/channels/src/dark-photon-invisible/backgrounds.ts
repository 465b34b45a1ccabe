import type { EventKernel } from '@darkreach/kernels';
import type { TemplateRecipe } from '../channel.js';
import { gammaGammaKernel, radiativeBhabhaKernel, threeGammaKernel } from './background-events.js';
import type { Setup } from './experiment.js';

/** A simulated background: reaction, kernel, and its share of the background events. */
interface Simulated {
  readonly process: string;
  readonly title: string;
  readonly kernel: EventKernel;
  readonly share: number;
}

const SIMULATED: readonly Simulated[] = [
  { process: 'gamma-gamma', title: 'e+ e- -> gamma gamma, one photon lost', kernel: gammaGammaKernel, share: 0.2 },
  {
    process: 'three-gamma',
    title: 'e+ e- -> gamma gamma gamma, two photons lost',
    kernel: threeGammaKernel,
    share: 0.4,
  },
  {
    process: 'radiative-bhabha',
    title: 'e+ e- -> e+ e- gamma, both leptons in the beam pipe',
    kernel: radiativeBhabhaKernel,
    share: 0.4,
  },
];

/** Softest and hardest photon generated: below the selection by the resolution, and up to a third photon of 50 MeV. */
const ENERGY_MARGIN = 0.85;
const SOFTEST_THIRD = 0.05;
const FEMTOBARN_PER_PICOBARN = 1e3;

/** The backgrounds of a single photon at one experiment. */
export function backgroundRecipes(setup: Setup): readonly TemplateRecipe[] {
  const simulated = SIMULATED.map((background) => simulatedRecipe(setup, background));
  const flat = flatRecipe(setup);
  return flat ? [...simulated, flat] : simulated;
}

function simulatedRecipe(setup: Setup, { process, title, kernel, share }: Simulated): TemplateRecipe {
  const { axis, values, beams, shared, yRange } = setup;
  const hardest = beams.sqrtS / 2 - SOFTEST_THIRD;
  // The axis ends before the selection where that is loose: softer photons would only fill the overflow bin.
  const edge = (beams.sqrtS ** 2 - axis.high) / (2 * beams.sqrtS);
  const energyLow = ENERGY_MARGIN * Math.max(values.photon.minimumEnergyStar, edge);
  const cosine = (degrees: number): number => Math.cos((degrees * Math.PI) / 180);
  const crossSection = FEMTOBARN_PER_PICOBARN * values.trigger.efficiency * values.signal.efficiency;
  return {
    kind: 'template-recipe',
    process,
    title,
    axis,
    source: {
      kind: 'simulated',
      kernel,
      parameters: {
        ...shared,
        yLow: yRange[0],
        yHigh: yRange[1],
        energyLow,
        energyLogRange: Math.log(hardest / energyLow),
        leptonForward: cosine(Math.min(values.acceptance.calorimeterLow, values.acceptance.trackerLow)),
        leptonBackward: cosine(Math.max(values.acceptance.calorimeterHigh, values.acceptance.trackerHigh)),
      },
      crossSection,
      produced: crossSection,
      share,
    },
  };
}

/** The density that the experiment has measured, where it has: everything that no simulated background explains. */
function flatRecipe({ axis, values }: Setup): TemplateRecipe | undefined {
  if (!values.background) return undefined;
  const { flatDensity, referenceLuminosity, relativeError } = values.background;
  return {
    kind: 'template-recipe',
    process: 'instrumental',
    title: 'instrumental, from the published yield',
    axis,
    source: { kind: 'flat', density: flatDensity / referenceLuminosity, low: axis.low, high: axis.high, relativeError },
  };
}
