import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { onShell, smallCampaign, smallSearch } from '../../fixtures/small-campaign.js';
import { campaignDigest } from '../spec/campaign-digest.js';
import type { ResolvedCampaign } from '../spec/resolved-campaign.js';
import type { ShardJob } from './campaign-plan.js';
import { planCampaign, planShards, streamKey, templateEvents } from './plan-campaign.js';
import { openTemplateBook } from './template-book.js';

const shardsOf = (campaign: ResolvedCampaign): readonly ShardJob[] => [
  ...planShards(campaign, openTemplateBook(campaign)),
];
const withEvents = (signal: number, background: number): ResolvedCampaign =>
  smallCampaign({ events: { signal, background } });
const ofMass = (shards: readonly ShardJob[], mass: number): ShardJob[] =>
  shards.filter(({ templateId }) => templateId.endsWith(`/${mass}`));

describe('planCampaign', () => {
  it('depends on the campaign alone: workers change only the estimate', () => {
    const { estimate: one, ...plan } = planCampaign(smallCampaign(), 1);
    const { estimate: many, ...same } = planCampaign(smallCampaign(), 64);
    expect(same).toEqual(plan);
    expect(many).not.toEqual(one);
  });

  it('counts what it lists', () => {
    const campaign = withEvents(3e6, 1e8);
    const plan = planCampaign(campaign, 4);
    const { byId } = openTemplateBook(campaign);
    expect(plan.digest).toBe(campaignDigest(campaign));
    expect(plan.points).toBe(4);
    expect(plan.templates).toBe(byId.size);
    const shards = shardsOf(campaign);
    expect(plan.shards).toBe(shards.length);
    expect(plan.events).toBe(shards.reduce((sum, { events }) => sum + events, 0));
    expect(new Set(shards.map(({ templateId }) => templateId))).toEqual(new Set(byId.keys()));
    for (const { templateId, shards: count, events } of plan.simulated) {
      const own = shards.filter((shard) => shard.templateId === templateId);
      expect({ count, events }).toEqual({
        count: own.length,
        events: own.reduce((sum, shard) => sum + shard.events, 0),
      });
    }
  });

  it('begins with the longest shards', () => {
    const firsts = shardsOf(withEvents(3e6, 1e8)).filter(({ shard }) => shard === 0);
    expect(firsts.map(({ events }) => events)).toEqual(firsts.map(({ events }) => events).sort((a, b) => b - a));
  });

  it('gives every shard an id and a key of its own', () => {
    const shards = shardsOf(withEvents(1e8, 1e10));
    expect(shards.length).toBeGreaterThan(100);
    expect(new Set(shards.map(({ id }) => id)).size).toBe(shards.length);
    expect(new Set(shards.map(({ key }) => key.join())).size).toBe(shards.length);
  });

  it('gives the same template the same shards and keys in another campaign', () => {
    const alone = shardsOf(smallCampaign());
    const searches = [
      smallSearch({ experiment: 'babar' }),
      smallSearch({ masses: [0.5, 1, 2, 4], luminosities: [{ label: '9 fb^-1', inverseFemtobarn: 9 }] }),
    ];
    expect(shardsOf(smallCampaign({ name: 'other', searches }))).toEqual(expect.arrayContaining([...alone]));
  });

  it('takes other random numbers for other inputs, another model and another seed', () => {
    const keysOf = (campaign: ResolvedCampaign): string[] => shardsOf(campaign).map(({ key }) => key.join());
    const base = keysOf(smallCampaign());
    const others = [
      smallCampaign({ seed: 8 }),
      smallCampaign({ searches: [smallSearch({ detectorOverrides: { 'signal.isrFactor': 0.9 } })] }),
    ];
    for (const other of others) expect(keysOf(other).filter((key) => base.includes(key))).toEqual([]);
    const model = smallCampaign({ searches: [smallSearch({ model: { ...onShell, alphaD: 0.2 } })] });
    expect(keysOf(model).filter((key) => !base.includes(key))).toHaveLength(2);
  });

  it.each([1, 1000, 2 ** 20, 2 ** 25 + 1, 3e9, 5e10])(
    'cuts %d events into equal powers of two and a rest',
    (events) => {
      const shards = ofMass(shardsOf(withEvents(events, 1)), 4);
      const size = shards[0]!.events;
      expect(shards.map(({ shard }) => shard)).toEqual(shards.map((_, i) => i));
      expect(shards.reduce((sum, shard) => sum + shard.events, 0)).toBe(events);
      expect(shards.slice(0, -1).every((shard) => shard.events === size)).toBe(true);
      expect(shards.at(-1)!.events).toBeLessThanOrEqual(size);
      expect(size).toBeLessThanOrEqual(2 ** 29);
      // One shard is the rest alone.
      const whole = shards.length > 1 ? size : 2 ** 20;
      expect(Number.isInteger(Math.log2(whole))).toBe(true);
      expect(whole).toBeGreaterThanOrEqual(2 ** 20);
    },
  );

  it('adds up to what every template is given, for any number of events', () => {
    const counts = fc.integer({ min: 1, max: 1e10 });
    fc.assert(
      fc.property(counts, counts, (signal, background) => {
        const campaign = withEvents(signal, background);
        const book = openTemplateBook(campaign);
        const given = new Map<string, number>();
        for (const { templateId, events } of planShards(campaign, book)) {
          expect(events).toBeGreaterThanOrEqual(1);
          given.set(templateId, (given.get(templateId) ?? 0) + events);
        }
        for (const entry of book.byId.values()) expect(given.get(entry.id)).toBe(templateEvents(campaign, entry));
      }),
      { numRuns: 20, seed: 1 },
    );
  });

  it('shares the background events among the backgrounds, and gives each at least one', () => {
    const given = (background: number): number[] => {
      const campaign = withEvents(1, background);
      const { entries } = openTemplateBook(campaign);
      return entries.filter(({ mass }) => mass === undefined).map((entry) => templateEvents(campaign, entry));
    };
    expect(given(1e8).reduce((sum, events) => sum + events, 0)).toBeCloseTo(1e8, -1);
    expect(Math.min(...given(1))).toBe(1);
  });

  it('does not simulate a density from data', () => {
    const campaign = smallCampaign({ searches: [smallSearch({ experiment: 'babar' })] });
    const { entries } = openTemplateBook(campaign);
    const flat = entries.filter(({ recipe }) => recipe.source.kind === 'flat').map(({ id }) => id);
    expect(flat).toHaveLength(1);
    expect(shardsOf(campaign).filter(({ templateId }) => flat.includes(templateId))).toEqual([]);
  });
});

describe('the estimate of a plan', () => {
  it('is positive, grows with events and limits, and shrinks with workers', () => {
    const seconds = (campaign: ResolvedCampaign, workers = 1): number =>
      planCampaign(campaign, workers).estimate.seconds;
    const base = seconds(smallCampaign());
    expect(base).toBeGreaterThan(0);
    expect(seconds(withEvents(1e6, 4e5))).toBeGreaterThan(base);
    expect(seconds(withEvents(2e4, 1e8))).toBeGreaterThan(base);
    expect(seconds(smallCampaign({ searches: [smallSearch({ masses: [1, 2, 3, 4] })] }))).toBeGreaterThan(base);
    expect(seconds(smallCampaign({ statistics: { ...smallCampaign().statistics, method: 'toys' } }))).toBeGreaterThan(
      base,
    );
    expect(seconds(smallCampaign(), 4)).toBeCloseTo(base / 4, 10);
  });

  it('asks for more memory with more workers', () => {
    const memory = (workers: number): number => planCampaign(smallCampaign(), workers).estimate.memoryBytes;
    expect(memory(1)).toBeGreaterThan(0);
    expect(memory(8)).toBeGreaterThan(memory(1));
  });
});

describe('streamKey', () => {
  it('is two 32-bit words that depend on seed and identity', () => {
    const keys = [streamKey(1, 'a'), streamKey(2, 'a'), streamKey(1, 'b')];
    expect(new Set(keys.map((key) => key.join())).size).toBe(3);
    for (const word of keys.flat()) expect(word).toBe(word >>> 0);
    // SHA-256 of "1|a", first eight bytes, by sha256sum.
    expect(keys[0]).toEqual([0xd55e0424, 0x345a817e]);
  });
});
