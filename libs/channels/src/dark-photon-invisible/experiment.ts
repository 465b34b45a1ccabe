import { regularAxis } from '@darkreach/histogram';
import {
  applyOverrides,
  crystalBallGate,
  detectors,
  detectorValues,
  InvalidInputError,
  listInputs,
  photonMissParameters,
  relativeEnergyResolution,
  resolveBeams,
  type DetectorTree,
  type ResolvedBeams,
} from '@darkreach/physics';
import type { ChannelExperiment, CitedInput } from '../channel.js';
import { backgroundRecipes } from './backgrounds.js';
import { REGIONS, regionOf } from './regions.js';
import { SEARCH_INPUTS, selectionCuts, selectionParameters } from './selection.js';
import type { Setup } from './setup.js';
import { recoilMasses, signalRecipe } from './signal.js';

/** What differs between the experiments beside the detector itself. */
const SETTINGS: Readonly<
  Record<string, { readonly highest: number; readonly validity: ChannelExperiment['validity'] }>
> = {
  babar: {
    highest: 48,
    validity: {
      low: 0.05,
      high: 5.5,
      reason:
        'above 5.5 GeV the published search uses a high-mass selection whose efficiency and background are not public',
    },
  },
  belle2: {
    highest: 76,
    validity: {
      low: 0.05,
      high: 8,
      reason:
        'above 8 GeV the photon is softer than 2.3 GeV and radiative Bhabha events at leading order are no longer enough',
    },
  },
};

/** Bins of the recoil mass squared: a quarter of the best resolution. */
const BIN_WIDTH = 0.4;
const LOWEST = -12;
/** Half-width of the fit window in standard deviations of M_rec^2. */
const WINDOW = 6;

/** The search at one experiment, with overridden inputs. */
export function darkPhotonExperiment(id: string, overrides: Readonly<Record<string, number>>): ChannelExperiment {
  const setup = prepare(id, overrides);
  const { values, axis, detector } = setup;
  const sigma = (mass: number): number => massSquaredResolution(setup, mass);
  return {
    kind: 'channel-experiment',
    id,
    title: detector.title,
    massRange: [0.01, highestMass(setup)],
    validity: SETTINGS[id]!.validity,
    inputs: [...listInputs(detector), ...changedInputs(id, overrides)],
    selection: selectionCuts(setup.regions, values, setup.inputs),
    axis,
    signal: (mass, model) => signalRecipe(setup, mass, model),
    backgrounds: backgroundRecipes(setup),
    resolution: (mass) => Math.min(sigma(mass) / (2 * mass), Math.sqrt(sigma(mass))),
    fitWindow: (mass, model) => {
      const [lowest, highest] = recoilMasses(mass, model);
      const low = Math.max(lowest ** 2 - WINDOW * sigma(lowest), axis.low);
      const region = regionOf(setup.regions, lowest);
      const end = Number.isFinite(highest) ? highest ** 2 + WINDOW * sigma(highest) : region.high ** 2;
      return [low, Math.min(Math.max(end, low + BIN_WIDTH), axis.high)];
    },
  };
}

function prepare(id: string, overrides: Readonly<Record<string, number>>): Setup {
  const own = SEARCH_INPUTS[id]!.map((input) => input.path);
  const ofDetector = Object.fromEntries(Object.entries(overrides).filter(([path]) => !own.includes(path)));
  const detector = applyOverrides(detectors[id]!, ofDetector);
  const values = detectorValues(detector);
  const beams = resolveBeams(detector.accelerator);
  const inputs = Object.fromEntries(changedInputs(id, overrides).map(({ path, value }) => [path, value]));
  const { highest } = SETTINGS[id]!;
  const bins = Math.round((highest - LOWEST) / BIN_WIDTH);
  const axis = regularAxis({ name: 'M_rec^2', unit: 'GeV^2', bins, low: LOWEST, high: highest });
  const shared = {
    ...beamParameters(beams),
    ...resolutionParameters(values),
    ...selectionParameters(values, inputs),
    ...photonMissParameters(values),
  };
  const regions = REGIONS[id]!;
  return { detector, beams, values, inputs, axis, regions, yRange: generationRange(beams, values), shared };
}

function changedInputs(id: string, overrides: Readonly<Record<string, number>>): readonly CitedInput[] {
  return SEARCH_INPUTS[id]!.map((input): CitedInput => {
    const value = overrides[input.path];
    if (value === undefined) return input;
    if (!(Number.isFinite(value) && value >= 0))
      throw new InvalidInputError(input.path, value, 'a number of at least 0');
    return { ...input, value, trust: 'assumed', source: `set by the campaign (preset: ${input.value})` };
  });
}

function beamParameters({ sqrtS, betaX, betaZ, gamma, tilt }: ResolvedBeams): Readonly<Record<string, number>> {
  return { sqrtS, betaX, betaZ, gamma, axisCos: Math.cos(tilt), axisSin: Math.sin(tilt) };
}

function resolutionParameters({ resolution }: DetectorTree<number>): Readonly<Record<string, number>> {
  const { a, b, c, q0, q1, crystalBallAlpha: alpha, crystalBallN: n, angleA: ta, angleC: tc } = resolution;
  return { a, b, c, q0, q1, alpha, n, gate: crystalBallGate(alpha, n), ta, tc };
}

/** Margin in degrees that covers the resolution of the angle and the tilt of the beams. */
const ANGLE_MARGIN = 6;
const COSINE_MARGIN = 0.03;

function generationRange({ betaZ }: ResolvedBeams, { photon }: DetectorTree<number>): readonly [number, number] {
  const toCentreOfMass = (degrees: number): number => {
    const cosine = Math.cos((Math.min(Math.max(degrees, 0), 180) * Math.PI) / 180);
    return (cosine - betaZ) / (1 - betaZ * cosine);
  };
  const low = Math.max(toCentreOfMass(photon.thetaHigh + ANGLE_MARGIN), photon.cosStarLow - COSINE_MARGIN, -0.9999);
  const high = Math.min(toCentreOfMass(photon.thetaLow - ANGLE_MARGIN), photon.cosStarHigh + COSINE_MARGIN, 0.9999);
  return [Math.atanh(low), Math.atanh(high)];
}

/** The mass whose photon has the least energy that is selected, or that lies at the end of the axis; GeV. */
function highestMass({ beams, values, axis }: Setup): number {
  const selected = beams.sqrtS ** 2 - 2 * beams.sqrtS * values.photon.minimumEnergyStar;
  return Math.sqrt(Math.min(selected, axis.high));
}

/** sigma(M_rec^2) = 2 sqrt(s) sigma(E*) in GeV^2 for a photon at 90 degrees in the centre-of-mass frame. */
function massSquaredResolution({ beams, values }: Setup, mass: number): number {
  const energyStar = Math.max((beams.sqrtS ** 2 - mass ** 2) / (2 * beams.sqrtS), 1e-3);
  const { a, b, c, q0, q1 } = values.resolution;
  return 2 * beams.sqrtS * energyStar * relativeEnergyResolution(beams.gamma * energyStar, energyStar, a, b, c, q0, q1);
}
