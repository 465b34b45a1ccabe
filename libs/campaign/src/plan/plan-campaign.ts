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
 * What a campaign will take. It depends on the campaign alone, not on workers or machine, but for the estimate.
 * @param workers cores that the estimate is for
 */
export function planCampaign(campaign: ResolvedCampaign, workers: number): CampaignPlan {
  const book = openTemplateBook(campaign);
  const cuts = cutTemplates(campaign, book);
  const simulated = cuts.map(({ entry, events, shards }) => ({ templateId: entry.id, shards, events }));
  const points = campaign.searches.reduce((sum, search) => sum + search.masses.length * search.luminosities.length, 0);
  return {
    kind: 'campaign-plan',
    digest: campaignDigest(campaign),
    points,
    templates: book.byId.size,
    simulated,
    shards: simulated.reduce((sum, { shards }) => sum + shards, 0),
    events: simulated.reduce((sum, { events }) => sum + events, 0),
    estimate: estimateCost(campaign, book, simulated, workers),
  };
}

/** The shards of every simulated template, in a fixed order: long ones first, so that the last to finish are short. */
export function* planShards(campaign: ResolvedCampaign, book: TemplateBook): Generator<ShardJob> {
  for (const cut of cutTemplates(campaign, book)) yield* shardsOf(campaign, cut);
}

/** How a template is cut. */
interface TemplateCut {
  readonly entry: BookEntry;
  readonly events: number;
  /** Events in each shard but the last. */
  readonly size: number;
  readonly shards: number;
}

function cutTemplates(campaign: ResolvedCampaign, book: TemplateBook): TemplateCut[] {
  const cuts = [...book.byId.values()].map((entry) => cutTemplate(campaign, entry)).filter(({ shards }) => shards > 0);
  const longest = ({ size, events }: TemplateCut): number => Math.min(size, events);
  return cuts.sort((a, b) => longest(b) - longest(a));
}

/** Events that a template is given: those of a signal point, or its process' share of the background events, at least one. */
export function templateEvents(campaign: ResolvedCampaign, { recipe }: BookEntry): number {
  if (recipe.source.kind !== 'simulated') return 0;
  return recipe.process === 'signal'
    ? campaign.events.signal
    : Math.max(Math.round(campaign.events.background * recipe.source.share), 1);
}

function cutTemplate(campaign: ResolvedCampaign, entry: BookEntry): TemplateCut {
  const events = templateEvents(campaign, entry);
  const size = Math.min(
    Math.max(2 ** Math.ceil(Math.log2(Math.max(events, 1) / SHARDS_A_TEMPLATE)), SMALLEST),
    LARGEST,
  );
  return { entry, events, size, shards: Math.ceil(events / size) };
}

function* shardsOf(campaign: ResolvedCampaign, { entry, events, size, shards }: TemplateCut): Generator<ShardJob> {
  const key = streamKey(campaign.seed, entry.id);
  for (let shard = 0; shard < shards; shard++) {
    yield {
      kind: 'shard-job',
      id: `${entry.id}/${shard}`,
      templateId: entry.id,
      shard,
      firstEvent: 0,
      events: Math.min(size, events - shard * size),
      key: [key[0], (key[1] + shard) >>> 0],
    };
  }
}

/** 64-bit key of a random stream: the first bytes of SHA-256 over the campaign's seed and an identity. */
export function streamKey(seed: number, identity: string): readonly [number, number] {
  const hash = createHash('sha256').update(`${seed}|${identity}`).digest();
  return [hash.readUInt32BE(0), hash.readUInt32BE(4)];
}
