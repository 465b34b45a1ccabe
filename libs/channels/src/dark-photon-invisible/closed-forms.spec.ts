import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDevice, type Device } from '@darkreach/kernels';
import { darkPhotonCrossSection, DARK_MATTER_KINDS, gev, offShellCrossSection } from '@darkreach/physics';
import { fillOf, meanWeight, simulationOf } from '../../fixtures/fills.js';
import { darkPhotonInvisible } from './channel.js';
import { REFERENCE_EPSILON } from './coupling.js';

/** A detector that measures exactly: what is accepted is then a range of angles, for which there are closed forms. */
const EXACT = {
  'resolution.q0': 0,
  'resolution.q1': 0,
  'resolution.angleA': 0,
  'resolution.angleC': 0,
  'signal.efficiency': 1,
  'trigger.efficiency': 1,
  'signal.isrFactor': 1,
};
/** BaBar accepts |cos theta*| < 0.6, well inside its calorimeter, and its beams are head-on. */
const RANGE = { low: -0.6, high: 0.6 };
const EVENTS = 1_000_000;
const FEMTOBARN_PER_PICOBARN = 1e3;

let device: Device;
beforeAll(async () => {
  device = await openDevice('webasm');
});
afterAll(() => device.close());

describe('The signal within the acceptance', () => {
  const experiment = darkPhotonInvisible.experiment('babar', EXACT);

  it.each([0.1, 1, 3, 5, 6.5])("has the cross-section of e+ e- -> gamma A' at %p GeV", async (mass) => {
    const recipe = experiment.signal(mass, { shell: 'on' });
    const { crossSection, parameters } = simulationOf(recipe);
    const { mean, error } = meanWeight(await device.fill(fillOf(recipe, EVENTS)), EVENTS);
    const photon = { mass: gev(mass), epsilon: REFERENCE_EPSILON };
    const expected = darkPhotonCrossSection(gev(parameters['sqrtS']!), photon, RANGE) * FEMTOBARN_PER_PICOBARN;
    expect(Math.abs(mean * crossSection - expected)).toBeLessThan(4 * error * crossSection);
    expect((error * crossSection) / expected).toBeLessThan(0.002);
  });

  it('lies in the bin of its mass squared', async () => {
    const recipe = experiment.signal(3, { shell: 'on' });
    const { sumw } = await device.fill(fillOf(recipe, 10_000));
    const { low, high, bins } = recipe.axis;
    const bin = Math.floor(((9 - low) / (high - low)) * bins) + 1;
    const total = sumw.reduce((sum, weight) => sum + weight, 0);
    // 9 GeV^2 may be the edge of a bin.
    expect(sumw[bin]! + sumw[bin - 1]!).toBeCloseTo(total, 6);
  });

  it('is taken off by efficiency, trigger and radiation, and by nothing else', () => {
    const factors = { 'signal.efficiency': 0.5, 'trigger.efficiency': 0.8, 'signal.isrFactor': 0.9 };
    const less = darkPhotonInvisible.experiment('babar', { ...EXACT, ...factors });
    const [a, b] = [less, experiment].map((one) => simulationOf(one.signal(2, { shell: 'on' })));
    expect(a!.crossSection / b!.crossSection).toBeCloseTo(0.5 * 0.8 * 0.9, 12);
    expect(a!.produced).toBe(b!.produced);
  });
});

describe('The signal off the mass shell', () => {
  const experiment = darkPhotonInvisible.experiment('babar', { ...EXACT, 'photon.minimumEnergyStar': 0.1 });

  it.each(DARK_MATTER_KINDS.map((kind) => ({ kind, mass: 1 })))(
    'has the cross-section of e+ e- -> gamma chi chibar integrated over all pair masses: $kind',
    async ({ kind, mass }) => {
      const model = { shell: 'off', darkMatter: kind, alphaD: 0.1, chiMassRatio: 0.33 };
      const recipe = experiment.signal(mass, model);
      const { crossSection, parameters } = simulationOf(recipe);
      const { mean, error } = meanWeight(await device.fill(fillOf(recipe, EVENTS)), EVENTS);
      const expected = offShellCrossSection({
        sqrtS: gev(parameters['sqrtS']!),
        mass: gev(mass),
        epsilon: REFERENCE_EPSILON,
        darkMatter: { kind, mass: gev(0.33 * mass), alphaD: 0.1 },
        range: RANGE,
        highestMass: gev(10.3),
      });
      expect(Math.abs(mean * crossSection - expected * FEMTOBARN_PER_PICOBARN)).toBeLessThan(4 * error * crossSection);
      expect(error / mean).toBeLessThan(0.01);
    },
  );

  it('is above the narrow peak by the tail of virtual A-prime', () => {
    const model = { shell: 'off', darkMatter: 'dirac', alphaD: 0.1, chiMassRatio: 0.33 };
    const off = simulationOf(experiment.signal(1, model)).produced;
    const on = darkPhotonCrossSection(
      gev(simulationOf(experiment.signal(1, { shell: 'on' })).parameters['sqrtS']!),
      { mass: gev(1), epsilon: REFERENCE_EPSILON },
      { low: -0.9999, high: 0.9999 },
    );
    expect(off / (on * FEMTOBARN_PER_PICOBARN)).toBeGreaterThan(1.05);
    expect(off / (on * FEMTOBARN_PER_PICOBARN)).toBeLessThan(1.2);
  });
});
