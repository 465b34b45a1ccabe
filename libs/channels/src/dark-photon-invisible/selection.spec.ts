import { describe, expect, it } from '@jest/globals';
import { eventUniforms } from '@darkreach/kernels';
import { boost } from '@darkreach/physics';
import { simulationOf } from '../../fixtures/fills.js';
import type { ChannelExperiment, Cut } from '../channel.js';
import { acceptPhoton } from './accepted-photon.js';
import { darkPhotonInvisible } from './channel.js';
import type { PhotonInputs } from './inputs.js';

const DEGREE = Math.PI / 180;

/** A measured photon: four-vector in the centre-of-mass frame on laboratory axes. */
interface Photon {
  readonly energy: number;
  readonly momentum: readonly [number, number, number];
}

type Parameters = Readonly<Record<string, number>>;

/** Whether the kernels accept it. */
function accepted({ energy, momentum }: Photon, p: Parameters): boolean {
  const [star, lab] = [starCosine(momentum, energy, p), labCosine(momentum, energy, p)];
  return acceptPhoton(energy, ...momentum, star, lab, p as unknown as PhotonInputs) === 1;
}

function starCosine([x, , z]: Photon['momentum'], energy: number, p: Parameters): number {
  return (p['axisCos']! * z + p['axisSin']! * x) / energy;
}

function labCosine([x, y, z]: Photon['momentum'], energy: number, p: Parameters): number {
  const [e, , , pz] = boost(energy, x, y, z, p['betaX']!, 0, p['betaZ']!, p['gamma']!);
  return pz / e;
}

/** Direction in the centre-of-mass frame of a photon at an angle and azimuth in the laboratory. */
function toCentreOfMass(theta: number, phi: number, p: Parameters): readonly [number, number, number] {
  const direction = [Math.sin(theta) * Math.cos(phi), Math.sin(theta) * Math.sin(phi), Math.cos(theta)] as const;
  const [e, x, y, z] = boost(1, ...direction, -p['betaX']!, 0, -p['betaZ']!, p['gamma']!);
  return [x / e, y / e, z / e];
}

/** The third photon of e+e- -> gamma gamma gamma if one is at `theta` opposite in azimuth; its angle and energy E*. */
function third({ energy, momentum }: Photon, theta: number, p: Parameters): { theta: number; energy: number } {
  const [x, y, z] = momentum;
  const [, labX, labY] = boost(energy, -x, -y, -z, p['betaX']!, 0, p['betaZ']!, p['gamma']!);
  const n = toCentreOfMass(theta, Math.atan2(labY, labX), p);
  const sqrtS = p['sqrtS']!;
  const e2 = (sqrtS * sqrtS - 2 * sqrtS * energy) / (2 * (sqrtS - energy + x * n[0] + y * n[1] + z * n[2]));
  const rest = [-x - e2 * n[0], -y - e2 * n[1], -z - e2 * n[2]] as const;
  const e3 = Math.hypot(...rest);
  return { theta: Math.acos(labCosine(rest, e3, p)), energy: e3 };
}

/** The value of the quantity that a cut is about; nothing for what a single photon does not have. */
function quantity(cut: Cut, photon: Photon, p: Parameters): number | undefined {
  const { energy, momentum } = photon;
  const [x, y, z] = momentum;
  const gap = /^(.*) of the third photon if one is at ([\d.]+) deg/.exec(cut.quantity);
  if (gap) {
    const predicted = third(photon, Number(gap[2]) * DEGREE, p);
    return gap[1] === 'theta' ? predicted.theta / DEGREE : predicted.energy;
  }
  switch (cut.quantity) {
    case 'E*':
      return energy;
    case 'theta':
      return Math.acos(labCosine(momentum, energy, p)) / DEGREE;
    case 'cos theta*':
      return starCosine(momentum, energy, p);
    case 'theta opposite to the photon in the CM frame':
      return Math.acos(labCosine([-x, -y, -z], energy, p)) / DEGREE;
    case 'E of any other photon':
    case 'tracks':
      return undefined;
    default:
      throw new Error(`no photon has ${cut.quantity}`);
  }
}

/** Distance to the nearest edge of the cut, negative where it is not passed. */
function margin(cut: Cut, value: number): number {
  const [low, high] = typeof cut.value === 'number' ? [cut.value, cut.value] : cut.value;
  switch (cut.operator) {
    case '>':
    case '>=':
      return value - low;
    case '<':
    case '<=':
      return high - value;
    case 'between':
      return Math.min(value - low, high - value);
    case 'outside':
      return Math.max(low - value, value - high);
  }
}

/** Photons on the sphere of one experiment, below the kinematic limit. */
function photons(experiment: ChannelExperiment, p: Parameters): readonly Photon[] {
  return Array.from({ length: 4000 }, (_, i) => {
    const [u0, u1, u2] = eventUniforms([experiment.id.length, 21], i, 3) as [number, number, number];
    const energy = (0.05 + 0.44 * u0) * p['sqrtS']!;
    const cosine = 1.98 * u1 - 0.99;
    const sine = Math.sqrt(1 - cosine * cosine);
    const phi = 2 * Math.PI * u2;
    return { energy, momentum: [energy * sine * Math.cos(phi), energy * sine * Math.sin(phi), energy * cosine] };
  });
}

/** Cuts of one region: those of every region, and those that bear its name. */
function cutsOf(experiment: ChannelExperiment, region: string): readonly Cut[] {
  return experiment.selection.filter(({ name }) => !name.includes(': ') || name.startsWith(`${region}: `));
}

const CASES = darkPhotonInvisible.experiments.flatMap((id) => {
  const experiment = darkPhotonInvisible.experiment(id, {});
  const parameters = experiment.backgrounds.flatMap((recipe) =>
    recipe.source.kind === 'simulated' ? [[recipe.region, recipe.source.parameters] as const] : [],
  );
  return [...new Map(parameters)].map(([region, p]) => ({ name: `${id}, ${region}`, region, experiment, p }));
});

describe('The cuts as data', () => {
  it.each(CASES)('accept what the kernels accept: $name', ({ experiment, region, p }) => {
    const cuts = cutsOf(experiment, region);
    expect(cuts.length > 5).toBe(p['gapVeto'] === 1);
    let passed = 0;
    for (const photon of photons(experiment, p)) {
      const margins = cuts.flatMap((cut) => {
        const value = quantity(cut, photon, p);
        return value === undefined ? [] : [margin(cut, value)];
      });
      // Angles are given in the data to a hundredth of a degree.
      const least = Math.min(...margins);
      if (Math.abs(least) < 0.05) continue;
      expect(accepted(photon, p)).toBe(least > 0);
      passed += least > 0 ? 1 : 0;
    }
    expect(passed).toBeGreaterThan(50);
  });

  it('say for each experiment what energies, angles, clusters and tracks an event may have', () => {
    for (const id of darkPhotonInvisible.experiments) {
      const quantities = darkPhotonInvisible.experiment(id, {}).selection.map((cut) => cut.quantity);
      const asked = ['E*', 'theta', 'cos theta*', 'E of any other photon', 'tracks'];
      expect(quantities).toEqual(expect.arrayContaining(asked));
    }
  });

  it('move with the inputs that a campaign overrides', () => {
    const changed = darkPhotonInvisible.experiment('belle2', {
      'photon.minimumEnergyStar': 2.5,
      'selection.gapMargin': 7,
      'selection.pipeMargin': 1,
    });
    const values = changed.selection.map(({ value }) => value);
    expect(values).toContain(2.5);
    expect(values).toContainEqual([12.4 + 1, 155.1 - 1]);
    expect(values).toContainEqual([90 - 7, 90 + 7]);
    const { parameters } = simulationOf(changed.backgrounds[0]!);
    expect(parameters).toMatchObject({ energyMinimum: 2.5, gapMargin: 7 * DEGREE });
    expect(Math.acos(parameters['pipeForward']!) / DEGREE).toBeCloseTo(13.4, 9);
  });
});
