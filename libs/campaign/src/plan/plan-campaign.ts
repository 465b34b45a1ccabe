import { createHash } from 'node:crypto';
import { campaignDigest } from '../spec/campaign-digest.js';
import type { ResolvedCampaign } from '../spec/resolved-campaign.js';
import type { CampaignPlan, ShardJob } from './campaign-plan.js';
import { estimateCost } from './estimate-cost.js';
import { openTemplateBook, type BookEntry, type TemplateBook } from './template-book.js';

/** A background is cut into about this many shards, so that workers share it evenly ... */
const SHARDS_A_TEMPLATE = 32;
/** ... of at least 2^20 events (0.1 s) and at most 2^29 (20 to 40 s of work on one core). */
const SMALLEST = 2 ** 20;
const LARGEST = 2 ** 29;

/**
 * The shards of a campaign and what they will cost. Shards depend on the campaign alone, not on workers or machine.
 * @param workers cores that the estimate is for
 */
export function planCampaign(campaign: ResolvedCampaign, workers: number): CampaignPlan {
  const book = openTemplateBook(campaign);
  const shards = planShards(campaign, book);
  const points = campaign.searches.reduce((sum, search) => sum + search.masses.length * search.luminosities.length, 0);
  return {
    kind: 'campaign-plan',
    digest: campaignDigest(campaign),
    points,
    templates: book.byId.size,
    shards,
    events: shards.reduce((sum, shard) => sum + shard.events, 0),
    estimate: estimateCost(campaign, book, shards, workers),
  };
}

/** The shards of every simulated template, in a fixed order. */
export function planShards(campaign: ResolvedCampaign, book: TemplateBook): readonly ShardJob[] {
  return [...book.byId.values()].flatMap((entry) => shardsOf(campaign, entry));
}

/** Events that a template is given: those of a signal point, or its process' share of the background events, at least one. */
export function templateEvents(campaign: ResolvedCampaign, { recipe }: BookEntry): number {
  if (recipe.source.kind !== 'simulated') return 0;
  return recipe.process === 'signal'
    ? campaign.events.signal
    : Math.max(Math.round(campaign.events.background * recipe.source.share), 1);
}

function shardsOf(campaign: ResolvedCampaign, entry: BookEntry): ShardJob[] {
  const events = templateEvents(campaign, entry);
  const size = Math.min(
    Math.max(2 ** Math.ceil(Math.log2(Math.max(events, 1) / SHARDS_A_TEMPLATE)), SMALLEST),
    LARGEST,
  );
  const key = streamKey(campaign.seed, entry.id);
  return Array.from({ length: Math.ceil(events / size) }, (_, shard) => ({
    kind: 'shard-job',
    id: `${entry.id}/${shard}`,
    templateId: entry.id,
    shard,
    firstEvent: 0,
    events: Math.min(size, events - shard * size),
    key: [key[0], (key[1] + shard) >>> 0],
  }));
}

/** 64-bit key of a random stream: the first bytes of SHA-256 over the campaign's seed and an identity. */
export function streamKey(seed: number, identity: string): readonly [number, number] {
  const hash = createHash('sha256').update(`${seed}|${identity}`).digest();
  return [hash.readUInt32BE(0), hash.readUInt32BE(4)];
}
