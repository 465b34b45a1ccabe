import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDevice, type Device } from '@darkreach/kernels';
import { fillOf, meanWeight, simulationOf } from '../../fixtures/fills.js';
import type { ChannelExperiment, TemplateRecipe } from '../channel.js';
import { darkPhotonInvisible } from './channel.js';

const EVENTS = 500_000;
let device: Device;
beforeAll(async () => {
  device = await openDevice('webasm');
});
afterAll(() => device.close());

const processes = ({ backgrounds }: ChannelExperiment): readonly string[] =>
  backgrounds.map(({ process, region }) => `${region} ${process}`);

function background(experiment: ChannelExperiment, process: string, region: string): TemplateRecipe {
  return experiment.backgrounds.find((recipe) => recipe.process === process && recipe.region === region)!;
}

/** Visible cross-section over all bins, fb, and its error. */
async function visible(recipe: TemplateRecipe): Promise<{ mean: number; error: number }> {
  const { mean, error } = meanWeight(await device.fill(fillOf(recipe, EVENTS)), EVENTS);
  const { crossSection } = simulationOf(recipe);
  return { mean: mean * crossSection, error: error * crossSection };
}

describe('The backgrounds of BaBar', () => {
  const experiment = darkPhotonInvisible.experiment('babar', {});

  it('are the two-photon peak and a flat density that stands for everything else', () => {
    expect(processes(experiment)).toEqual(['low-mass gamma-gamma', 'low-mass instrumental']);
  });

  it('give the 41 events between -4 and 36 GeV^2 that the density was taken from, within their error', () => {
    const { source } = background(experiment, 'instrumental', 'low-mass');
    if (source.kind !== 'flat') throw new Error('not flat');
    const events = source.density * 53 * 40;
    expect(Math.abs(events - 41)).toBeLessThan(0.5);
    expect(source.relativeError).toBeCloseTo(1 / Math.sqrt(41), 3);
    expect([source.low, source.high]).toEqual([experiment.axis.low, experiment.axis.high]);
  });
});

describe('The backgrounds of Belle II', () => {
  const experiment = darkPhotonInvisible.experiment('belle2', {});

  it('are two photons, three photons and radiative Bhabha events in each of two regions', () => {
    const each = ['gamma-gamma', 'three-gamma', 'radiative-bhabha'];
    const regions = ['low-mass', 'high-mass'];
    expect(processes(experiment)).toEqual(regions.flatMap((region) => each.map((process) => `${region} ${process}`)));
  });

  it('are cut by the fiducial curves, which the low-mass region alone has, more than the signal is', async () => {
    const signal = simulationOf(experiment.signal(1, { shell: 'on' }));
    expect(signal.parameters['gapVeto']).toBe(1);
    expect(simulationOf(experiment.signal(7, { shell: 'on' })).parameters['gapVeto']).toBe(0);
    const low = await visible(experiment.signal(1, { shell: 'on' }));
    const open = {
      ...experiment.signal(1, { shell: 'on' }),
      source: { ...signal, parameters: { ...signal.parameters, gapVeto: 0 } },
    };
    const kept = low.mean / (await visible(open)).mean;
    const photons = await Promise.all(
      ['low-mass', 'high-mass'].map((region) => visible(background(experiment, 'gamma-gamma', region))),
    );
    expect(kept).toBeLessThan(1);
    expect(photons[0]!.mean / photons[1]!.mean).toBeLessThan(0.1 * kept);
  });

  it('fall with the efficiency of the muon veto, in proportion to what it misses', async () => {
    const [none, half] = await Promise.all(
      [0, 0.5].map((efficiency) =>
        visible(
          background(
            darkPhotonInvisible.experiment('belle2', { 'muonVeto.efficiency': efficiency }),
            'gamma-gamma',
            'low-mass',
          ),
        ),
      ),
    );
    // The muon system covers the calorimeter at Belle II, and the lost photon is hard: every loss is halved.
    expect(half!.mean / none!.mean).toBeCloseTo(0.5, 1);
  });

  it('grow with the photon loss: two photons in proportion, three photons by more than one loss', async () => {
    const more = darkPhotonInvisible.experiment('belle2', {
      'photonLoss.highEnergy.barrelForward': 1e-4,
      'photonLoss.highEnergy.barrelBackward': 1e-4,
      'photonLoss.highEnergy.forwardEndcap': 1e-3,
      'photonLoss.highEnergy.backwardEndcap': 1e-3,
      'photonLoss.highEnergy.seam': 0.5,
    });
    const [before, after] = await Promise.all(
      [experiment, more].map((one) => visible(background(one, 'gamma-gamma', 'low-mass'))),
    );
    expect(after!.mean / before!.mean).toBeGreaterThan(5);
    expect(after!.mean / before!.mean).toBeLessThanOrEqual(10 * (1 + 1e-3));
  });
});
