import {
  darkPhotonTotalCrossSection,
  gev,
  offShellCrossSection,
  offShellParameters,
  sampleDarkPhoton,
  type DarkMatter,
  type DarkMatterKind,
} from '@darkreach/physics';
import type { ModelParameter, ModelValues, TemplateRecipe } from '../channel.js';
import { REFERENCE_EPSILON } from './coupling.js';
import { regionOf, regionParameters } from './regions.js';
import type { Setup } from './setup.js';
import { darkPhotonKernel, offShellDarkPhotonKernel } from './signal-events.js';

/** The model: an A' that decays to dark matter, on its mass shell or anywhere. */
export const DARK_PHOTON_MODEL: readonly ModelParameter[] = [
  {
    kind: 'choice',
    name: 'shell',
    title: "A' on its mass shell with BR(invisible) = 1, or of any virtuality",
    default: 'on',
    choices: ['on', 'off'],
  },
  {
    kind: 'choice',
    name: 'darkMatter',
    title: 'kind of chi (off shell only)',
    default: 'dirac',
    choices: ['dirac', 'majorana', 'complex-scalar', 'pseudo-dirac'],
  },
  {
    kind: 'number',
    name: 'alphaD',
    title: 'g_D^2 / 4 pi (off shell only)',
    default: 0.1,
    low: 1e-6,
    high: 1,
    unit: '',
  },
  {
    kind: 'number',
    name: 'chiMassRatio',
    title: "m_chi / m_A' (off shell only)",
    default: 1 / 3,
    low: 1e-3,
    high: 100,
    unit: '',
  },
];

const FEMTOBARN_PER_PICOBARN = 1e3;
/** Largest mass of a chi pair off shell: above, the photon is softer than 0.3 GeV. */
const HIGHEST_PAIR_MASS = 10.3;

/**
 * Least and largest mass that recoils against the photon, GeV: the A' itself, or, where it cannot decay on its mass shell,
 * every chi pair from threshold on (infinity).
 */
export function recoilMasses(mass: number, model: ModelValues): readonly [least: number, largest: number] {
  const threshold = 2 * Number(model['chiMassRatio'] ?? 0) * mass;
  return model['shell'] === 'off' && threshold >= mass ? [threshold, Number.POSITIVE_INFINITY] : [mass, mass];
}

/** Signal template at epsilon = 1e-3 for an A' of `mass` GeV. */
export function signalRecipe(setup: Setup, mass: number, model: ModelValues): TemplateRecipe {
  return model['shell'] === 'off' ? offShell(setup, mass, model) : onShell(setup, mass);
}

/** fb per pb of generated cross-section at epsilon = 1: coupling, efficiencies and further radiation. */
function scale({ values, inputs }: Setup): number {
  const efficiency = values.trigger.efficiency * values.signal.efficiency * inputs['signal.isrFactor']!;
  return FEMTOBARN_PER_PICOBARN * REFERENCE_EPSILON ** 2 * efficiency;
}

function onShell(setup: Setup, mass: number): TemplateRecipe {
  const { beams, axis, shared, yRange } = setup;
  const region = regionOf(setup.regions, mass);
  const [yLow, yHigh] = yRange;
  // The weight is monotonic in sin^2 theta*: its largest value is at an end or in the middle of the range.
  const weights = [0, 1, -yLow / (yHigh - yLow)].map((u) => sampleDarkPhoton(u, 0, beams.sqrtS, mass, yLow, yHigh)[4]);
  const largestWeight = Math.max(...weights) * 1.0001;
  const total = darkPhotonTotalCrossSection(beams.sqrtS, { mass: gev(mass), epsilon: REFERENCE_EPSILON });
  return {
    kind: 'template-recipe',
    process: 'signal',
    region: region.id,
    title: "e+ e- -> gamma A'",
    axis,
    source: {
      kind: 'simulated',
      kernel: darkPhotonKernel,
      parameters: { ...shared, ...regionParameters(region), mass, largestWeight, yLow, yHigh },
      crossSection: largestWeight * scale(setup),
      produced: total * FEMTOBARN_PER_PICOBARN,
      share: 1,
    },
  };
}

function offShell(setup: Setup, mass: number, model: ModelValues): TemplateRecipe {
  const { beams, axis, shared, yRange } = setup;
  const region = regionOf(setup.regions, recoilMasses(mass, model)[0]);
  const chi: DarkMatter = {
    kind: model['darkMatter'] as DarkMatterKind,
    mass: gev(mass * Number(model['chiMassRatio'])),
    alphaD: Number(model['alphaD']),
  };
  const highestMass = gev(HIGHEST_PAIR_MASS);
  const range = { low: -0.9999, high: 0.9999 };
  const produced = offShellCrossSection({
    sqrtS: beams.sqrtS,
    mass: gev(mass),
    epsilon: REFERENCE_EPSILON,
    darkMatter: chi,
    range,
    highestMass,
  });
  return {
    kind: 'template-recipe',
    process: 'signal',
    region: region.id,
    title: 'e+ e- -> gamma chi chibar',
    axis,
    source: {
      kind: 'simulated',
      kernel: offShellDarkPhotonKernel,
      parameters: {
        ...shared,
        ...regionParameters(region),
        ...offShellParameters(gev(mass), chi, highestMass),
        yLow: yRange[0],
        yHigh: yRange[1],
      },
      crossSection: scale(setup),
      produced: produced * FEMTOBARN_PER_PICOBARN,
      share: 1,
    },
  };
}
