import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDevice, type Device } from '@darkreach/kernels';
import { smallCampaign, smallSearch } from '../../fixtures/small-campaign.js';
import { CampaignPlanError } from '../errors.js';
import { openTemplateBook, type BookEntry } from '../plan/template-book.js';
import type { ResolvedSearch } from '../spec/resolved-campaign.js';
import { mergeShards, type Template } from './merge.js';
import { simulateShard, type PartialHistogram } from './simulate.js';

let device: Device;
beforeAll(async () => {
  device = await openDevice('webasm');
});
afterAll(() => device.close());

/** BaBar with a detector that sees every photon: only the beams and the resolution are left. */
const seesEverything: Partial<ResolvedSearch> = {
  experiment: 'babar',
  masses: [2],
  detectorOverrides: {
    'photon.thetaLow': 0,
    'photon.thetaHigh': 180,
    'photon.cosStarLow': -1,
    'photon.cosStarHigh': 1,
    'photon.minimumEnergyStar': 0.1,
    'signal.efficiency': 1,
    'signal.isrFactor': 1,
    'trigger.efficiency': 1,
  },
};

function entryOf(changes: Partial<ResolvedSearch>, process: string): BookEntry {
  const { entries } = openTemplateBook(smallCampaign({ searches: [smallSearch(changes)] }));
  return entries.find(({ recipe }) => recipe.process === process)!;
}

async function shardsOf({ id, recipe }: BookEntry, sizes: readonly number[]): Promise<PartialHistogram[]> {
  const parts: PartialHistogram[] = [];
  for (const [shard, events] of sizes.entries()) {
    const job = { kind: 'shard-job', id: `${id}/${shard}`, templateId: id, shard, firstEvent: 0, events } as const;
    parts.push(await simulateShard(device, recipe, { ...job, key: [11, shard] }));
  }
  return parts;
}

const rate = ({ histogram }: Template): number => histogram.sumw.reduce((sum, value) => sum + value, 0);

describe('mergeShards', () => {
  it("gives events per fb^-1: with a detector that sees every photon, the cross-section of e+ e- -> gamma A'", async () => {
    const entry = entryOf(seesEverything, 'signal');
    const template = mergeShards(entry, await shardsOf(entry, [100_000, 100_000]));
    const error = Math.sqrt(template.histogram.sumw2.reduce((sum, value) => sum + value, 0));
    const { sqrtS, yLow, yHigh } = sampling(entry);
    const expected = closedForm({ sqrtS, mass: 2, yLow, yHigh });
    expect(template.generatedEvents).toBe(200_000);
    expect(error / expected).toBeLessThan(0.01);
    expect(Math.abs(rate(template) - expected)).toBeLessThan(4 * error);
    // Efficiencies refer to all angles: photons closer to the beams than 0.8 degrees are missing here.
    expect(rate(template) / template.produced).toBeGreaterThan(0.4);
    expect(rate(template) / template.produced).toBeLessThan(1);
  });

  it('does not depend on how the events are cut up, within the error of the sample', async () => {
    const entry = entryOf({}, 'gamma-gamma');
    const [one, many] = [await shardsOf(entry, [60_000]), await shardsOf(entry, [10_000, 20_000, 30_000])];
    const [a, b] = [mergeShards(entry, one), mergeShards(entry, many)];
    expect(b.generatedEvents).toBe(a.generatedEvents);
    expect(rate(b) / rate(a)).toBeCloseTo(1, 1);
    expect(b.largestEvent).toBe(a.largestEvent);
  });

  it('gives the same bits in whatever order shards have arrived', async () => {
    const entry = entryOf({}, 'three-gamma');
    const [a, b, c] = await shardsOf(entry, [3000, 3000, 2000]);
    const sorted = mergeShards(entry, [a!, b!, c!]);
    for (const order of [
      [c!, a!, b!],
      [b!, c!, a!],
      [c!, b!, a!],
    ])
      expect(mergeShards(entry, order)).toEqual(sorted);
  });

  it('does not count a shard twice', async () => {
    const entry = entryOf({}, 'gamma-gamma');
    const [part] = await shardsOf(entry, [1000]);
    expect(() => mergeShards(entry, [part!, part!])).toThrow();
  });

  it('refuses a simulated template without shards', () => {
    expect(() => mergeShards(entryOf({}, 'gamma-gamma'), [])).toThrow(CampaignPlanError);
    expect(() => mergeShards(entryOf({}, 'gamma-gamma'), [])).toThrow('0 shards');
  });

  it('knows how much one event of the largest weight would be', async () => {
    for (const process of ['signal', 'radiative-bhabha']) {
      const entry = entryOf({}, process);
      const { largestEvent, histogram } = mergeShards(entry, await shardsOf(entry, [20_000]));
      const heaviest = Math.max(...histogram.sumw.map((sum, i) => (sum > 0 ? histogram.sumw2[i]! / sum : 0)));
      expect(heaviest).toBeGreaterThan(0);
      expect(largestEvent).toBeGreaterThanOrEqual(heaviest * 0.999);
    }
  });

  it('spreads a density from data evenly, bins at its ends by their share', () => {
    const entry = entryOf({ experiment: 'babar' }, 'instrumental');
    const { axis, source } = entry.recipe;
    if (source.kind !== 'flat') throw new Error('the density from data is not flat');
    const width = (axis.high - axis.low) / axis.bins;
    const [low, high] = [axis.low + 2.25 * width, axis.low + 4.5 * width];
    const flat = { ...entry, recipe: { ...entry.recipe, source: { ...source, low, high } } };
    const template = mergeShards(flat, []);
    const shares = [...template.histogram.sumw].slice(0, 8).map((value) => value / source.density / width);
    [0, 0, 0, 0.75, 1, 0.5, 0, 0].forEach((share, i) => expect(shares[i]).toBeCloseTo(share, 12));
    expect(rate(template)).toBeCloseTo(source.density * (high - low), 12);
    expect(template.produced).toBeCloseTo(source.density * (high - low), 12);
    expect(template).toMatchObject({ relativeError: source.relativeError, generatedEvents: 0, largestEvent: 0 });
    expect(source.relativeError).toBeGreaterThan(0);
    expect(Math.max(...template.histogram.sumw2)).toBe(0);
  });
});

/** Range in which the photon is generated, and sqrt(s) in GeV. */
function sampling({ recipe }: BookEntry): { sqrtS: number; yLow: number; yHigh: number } {
  if (recipe.source.kind !== 'simulated') throw new Error('a signal is simulated');
  const { sqrtS, yLow, yHigh } = recipe.source.parameters;
  return { sqrtS: sqrtS!, yLow: yLow!, yHigh: yHigh! };
}

/**
 * fb at epsilon = 1e-3, electrons without mass (arXiv:1309.5084): d sigma / d cos = 4 pi alpha^2 eps^2 / (s^2 (s - m^2))
 * [(s^2 + m^4) / sin^2 - (s - m^2)^2 / 2].
 */
function closedForm({
  sqrtS,
  mass,
  yLow,
  yHigh,
}: {
  sqrtS: number;
  mass: number;
  yLow: number;
  yHigh: number;
}): number {
  const [s, m2] = [sqrtS ** 2, mass ** 2];
  const femtobarn = 0.389379372e12;
  const factor = (4 * Math.PI * 1e-6) / 137.035999084 ** 2 / (s * s * (s - m2));
  // d cos / sin^2 = d y with cos = tanh y
  const integral = (s * s + m2 * m2) * (yHigh - yLow) - ((s - m2) ** 2 / 2) * (Math.tanh(yHigh) - Math.tanh(yLow));
  return femtobarn * factor * integral;
}
