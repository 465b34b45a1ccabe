import type { EventKernel } from '@darkreach/kernels';
import type { TemplateRecipe } from '../channel.js';
import { gammaGammaKernel } from './gamma-gamma-events.js';
import { radiativeBhabhaKernel } from './radiative-bhabha-events.js';
import { regionParameters, type Region } from './regions.js';
import { threeGammaKernel } from './three-gamma-events.js';
import type { Setup } from './setup.js';

/** A simulated background: reaction, kernel, and its share of the background events in each region. */
interface Simulated {
  readonly process: string;
  readonly title: string;
  readonly kernel: EventKernel;
  readonly share: Readonly<Record<string, number>>;
}

/** Shares follow what limits the fit: rare combinations of lost photons at low mass, lost leptons at high mass. */
const SIMULATED: readonly Simulated[] = [
  {
    process: 'gamma-gamma',
    title: 'e+ e- -> gamma gamma, one photon lost',
    kernel: gammaGammaKernel,
    share: { 'low-mass': 0.05, 'high-mass': 0.02 },
  },
  {
    process: 'three-gamma',
    title: 'e+ e- -> gamma gamma gamma, two photons lost',
    kernel: threeGammaKernel,
    share: { 'low-mass': 0.53, 'high-mass': 0.1 },
  },
  {
    process: 'radiative-bhabha',
    title: 'e+ e- -> e+ e- gamma, both leptons in the beam pipe',
    kernel: radiativeBhabhaKernel,
    share: { 'low-mass': 0.03, 'high-mass': 0.27 },
  },
];

/** Softest and hardest photon generated: below the selection by the resolution, and up to a third photon of 50 MeV. */
const ENERGY_MARGIN = 0.85;
const SOFTEST_THIRD = 0.05;
const FEMTOBARN_PER_PICOBARN = 1e3;

/**
 * The backgrounds of a single photon at one experiment, in each of its regions. Where the experiment has published its
 * yield, that stands for everything but the gamma gamma peak: a simulated continuum beside it would count twice.
 */
export function backgroundRecipes(setup: Setup): readonly TemplateRecipe[] {
  const simulated = setup.values.background ? SIMULATED.filter(({ process }) => process === 'gamma-gamma') : SIMULATED;
  const shareOf = ({ share }: Simulated, region: Region): number => share[region.id] ?? 0;
  const total = setup.regions.flatMap((region) => simulated.map((background) => shareOf(background, region)));
  const sum = total.reduce((partial, share) => partial + share, 0);
  return setup.regions.flatMap((region) => {
    const recipes = simulated.map((background) =>
      simulatedRecipe(setup, region, background, shareOf(background, region) / sum),
    );
    const flat = flatRecipe(setup, region);
    return flat ? [...recipes, flat] : recipes;
  });
}

function simulatedRecipe(
  setup: Setup,
  region: Region,
  { process, title, kernel }: Simulated,
  share: number,
): TemplateRecipe {
  const { axis, shared, values } = setup;
  const crossSection = FEMTOBARN_PER_PICOBARN * values.trigger.efficiency * values.signal.efficiency;
  const parameters = { ...shared, ...regionParameters(region), ...generationParameters(setup) };
  return {
    kind: 'template-recipe',
    process,
    region: region.id,
    title,
    axis,
    source: { kind: 'simulated', kernel, parameters, crossSection, produced: crossSection, share },
  };
}

/** Where backgrounds are generated: energies and angles of the visible photon, and what counts as lost. */
function generationParameters({ axis, values, beams, yRange }: Setup): Readonly<Record<string, number>> {
  const { acceptance, photon } = values;
  // The axis ends before the selection where that is loose: softer photons would only fill the overflow bin.
  const edge = (beams.sqrtS ** 2 - axis.high) / (2 * beams.sqrtS);
  const energyLow = ENERGY_MARGIN * Math.max(photon.minimumEnergyStar, edge);
  const leptonForward = cosine(Math.min(acceptance.calorimeterLow, acceptance.trackerLow));
  const leptonBackward = cosine(Math.max(acceptance.calorimeterHigh, acceptance.trackerHigh));
  const inCentreOfMass = (cos: number): number => (cos - beams.betaZ) / (1 - beams.betaZ * cos);
  return {
    yLow: yRange[0],
    yHigh: yRange[1],
    energyLow,
    energyLogRange: Math.log((beams.sqrtS / 2 - SOFTEST_THIRD) / energyLow),
    leptonForward,
    leptonBackward,
    // The lepton nearer to its beam is in the pipe: 1 - |cos*| of the wider opening, and half as much again for the tilt.
    opening: 1.5 * Math.max(1 - inCentreOfMass(leptonForward), 1 + inCentreOfMass(leptonBackward)),
  };
}

const cosine = (degrees: number): number => Math.cos((degrees * Math.PI) / 180);

/** The density that the experiment has measured, where it has. */
function flatRecipe({ axis, values }: Setup, region: Region): TemplateRecipe | undefined {
  if (!values.background) return undefined;
  const { flatDensity, referenceLuminosity, relativeError } = values.background;
  return {
    kind: 'template-recipe',
    process: 'instrumental',
    region: region.id,
    title: 'everything else, from the published yield',
    axis,
    source: { kind: 'flat', density: flatDensity / referenceLuminosity, low: axis.low, high: axis.high, relativeError },
  };
}
