import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDevice, type Device, type FillResult } from '@darkreach/kernels';
import { gammaGammaPhotonCrossSection, gev } from '@darkreach/physics';
import { fillOf } from '../../fixtures/fills.js';
import type { TemplateRecipe } from '../channel.js';
import { darkPhotonInvisible } from './channel.js';

/*
 * The background of a single photon in the Belle II barrel from geometry alone: photons are lost in the beam pipe, and where
 * asked for in the gaps beside the barrel, and nowhere else. Cross-sections in pb by E* of the photon in GeV, of an
 * independent leading-order integration with beams along the solenoid; good to 6 %.
 */
const BOTH_LEPTONS_LOST = {
  '1-1.5': 493,
  '1.5-1.8': 86.7,
  '1.8-2': 12.2,
  '2-2.2': 4.91,
  '2.2-2.5': 3.09,
  '2.5-3': 1.03,
};
const BOTH_PHOTONS_IN_PIPE = { '1-1.8': 80.9, '1.8-2.5': 8.46, '2.5-3.5': 0.256 };
const PIPE_AND_GAP = { '2.5-3.5': 4.58, '3.5-4.5': 4.21, '4.5-5.1': 5.37, '5.1-5.285': 8.5 };
const TOLERANCE = 0.06;

const ZONES = ['forwardEndcap', 'barrelForward', 'seam', 'barrelBackward', 'backwardEndcap'];
const GAPS = ['forwardGap', 'backwardGap'];

/** Losses of 0 or 1, an exact calorimeter, no threshold, no veto by the muon system. */
function geometry(gaps: 0 | 1): Readonly<Record<string, number>> {
  const losses = ['lowEnergy', 'highEnergy'].flatMap((energy) => [
    ...ZONES.map((zone) => [`photonLoss.${energy}.${zone}`, 0] as const),
    ...GAPS.map((zone) => [`photonLoss.${energy}.${zone}`, gaps] as const),
  ]);
  const exact = ['a', 'b', 'c', 'angleA', 'angleC'].map((name) => [`resolution.${name}`, 0] as const);
  return { ...Object.fromEntries([...losses, ...exact]), 'photonLoss.threshold': 0, 'muonVeto.efficiency': 0 };
}

const SQRT_S = 10.58;
const BETA = 3.002 / 11.006;
const ENERGY = [1, 5.285] as const;
/** Beams along the solenoid, as for the table, and its range of energies. */
const HEAD_ON = {
  sqrtS: SQRT_S,
  betaX: 0,
  betaZ: BETA,
  gamma: 1 / Math.sqrt(1 - BETA * BETA),
  axisCos: 1,
  axisSin: 0,
  energyLow: ENERGY[0],
  energyLogRange: Math.log(ENERGY[1] / ENERGY[0]),
};

const starCosine = (degrees: number): number => {
  const cosine = Math.cos((degrees * Math.PI) / 180);
  return (cosine - BETA) / (1 - BETA * cosine);
};

function recipeOf(process: string, gaps: 0 | 1): TemplateRecipe {
  const { backgrounds } = darkPhotonInvisible.experiment('belle2', geometry(gaps));
  return backgrounds.find((recipe) => recipe.process === process && recipe.region === 'high-mass')!;
}

/** Bins of E*, GeV: from 1 to beyond the highest energy that is generated. */
const WIDTH = 0.1;
const BINS = 44;
const HIGHEST = ENERGY[0] + BINS * WIDTH;
const EVENTS = 4_000_000;

let device: Device;
beforeAll(async () => {
  device = await openDevice('webasm');
});
afterAll(() => device.close());

/** Histogram in E*: the recoil mass squared falls with it, bin by bin. */
async function simulate(process: string, gaps: 0 | 1): Promise<FillResult> {
  const massSquared = (energy: number): number => SQRT_S * SQRT_S - 2 * SQRT_S * energy;
  const request = fillOf(recipeOf(process, gaps), EVENTS, HEAD_ON);
  return device.fill({ ...request, bins: BINS, low: massSquared(HIGHEST), high: massSquared(ENERGY[0]) });
}

/** pb between two energies, and the standard error. */
function between({ sumw, sumw2 }: FillResult, range: string): { mean: number; error: number } {
  const [low, high] = range.split('-').map(Number) as [number, number];
  const first = BINS - Math.ceil((high - ENERGY[0]) / WIDTH - 1e-9) + 1;
  const last = BINS - Math.round((low - ENERGY[0]) / WIDTH);
  const inside = (values: Float64Array): number => values.slice(first, last + 1).reduce((sum, value) => sum + value, 0);
  return { mean: inside(sumw) / EVENTS, error: Math.sqrt(inside(sumw2)) / EVENTS };
}

function expectTable(
  found: (range: string) => { mean: number; error: number },
  table: Readonly<Record<string, number>>,
): void {
  for (const [range, expected] of Object.entries(table)) {
    const { mean, error } = found(range);
    expect([range, Math.abs(mean - expected) < Math.max(TOLERANCE * expected, 3 * error)]).toEqual([range, true]);
    expect(error).toBeLessThan(TOLERANCE * expected);
  }
}

describe('The background from geometry alone', () => {
  it('has radiative Bhabha events with both leptons in the beam pipe', async () => {
    const fill = await simulate('radiative-bhabha', 0);
    expectTable((range) => between(fill, range), BOTH_LEPTONS_LOST);
  });

  it('has three photons, two of them in the beam pipe, or one there and one in a gap', async () => {
    const [pipe, gaps] = [await simulate('three-gamma', 0), await simulate('three-gamma', 1)];
    expectTable((range) => between(pipe, range), BOTH_PHOTONS_IN_PIPE);
    const added = (range: string): { mean: number; error: number } => {
      const [with_, without] = [between(gaps, range), between(pipe, range)];
      return { mean: with_.mean - without.mean, error: with_.error };
    };
    expectTable(added, PIPE_AND_GAP);
  });

  it('has two photons, one of them in the forward gap: the backward one leaves its partner outside the barrel', async () => {
    const fill = await simulate('gamma-gamma', 1);
    const total = fill.sumw.reduce((sum, weight) => sum + weight, 0) / EVENTS;
    const error = Math.sqrt(fill.sumw2.reduce((sum, weight) => sum + weight, 0)) / EVENTS;
    const opposite = { low: -starCosine(31.4), high: -starCosine(32.2) };
    const expected = gammaGammaPhotonCrossSection(gev(SQRT_S), opposite);
    expect(Math.abs(total - expected)).toBeLessThan(4 * error);
    expect(Math.abs(expected / 48 - 1)).toBeLessThan(TOLERANCE);
  });

  it('has no two photons where nothing but the beam pipe loses them', async () => {
    const fill = await simulate('gamma-gamma', 0);
    expect(fill.rejected).toBe(EVENTS);
  });
});
