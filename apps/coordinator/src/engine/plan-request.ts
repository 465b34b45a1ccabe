import {
  canonicalJson,
  campaignDigest,
  channelCatalogue,
  openTemplateBook,
  parseCampaign,
  planCampaign,
  planShards,
  resolveCampaign,
  simulationSeconds,
  WorkAddresses,
  type ChannelCatalogue,
  type ResolvedCampaign,
} from '@darkreach/campaign';
import { Device, type CreateCampaignRequest, type Ledger, type NewCampaign, type StoredPlan } from '@darkreach/cluster';
import { createHash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { campaignOfText } from './campaign-of-text.js';
import type { Fleet, Pool } from './fleet.js';

const DEVICES = { [Device.UNSPECIFIED]: '', [Device.WEBGPU]: 'webgpu', [Device.WEBASM]: 'webasm', [Device.CPU]: 'cpu' };

/** Shards whose addresses are looked up at a time; the event loop turns in between. */
const BATCH = 500;

export interface PlanRequestOptions {
  readonly ledger: Ledger;
  readonly fleet: Fleet;
  readonly version: string;
}

/** Turns a campaign file into a campaign that can be kept: resolved, planned, and compared with what the ledger has. */
export class RequestPlanner {
  private readonly catalogue: ChannelCatalogue = channelCatalogue();

  constructor(private readonly options: PlanRequestOptions) {}

  /** @throws CampaignSpecError for a file that is wrong, CampaignPlanError for a campaign that cannot be planned */
  async plan(request: CreateCampaignRequest, tenant: string): Promise<NewCampaign> {
    const fileName = request.fileName === '' ? 'campaign.yaml' : request.fileName;
    const resolved = canonicalJson(resolveCampaign(parseCampaign(request.campaignYaml, fileName), this.catalogue));
    const campaign = campaignOfText(resolved);
    const deviceRequest = DEVICES[request.device];
    return {
      tenant,
      requestId: request.requestId,
      contentDigest: createHash('sha256').update(`${deviceRequest}|${resolved}`).digest('hex'),
      name: campaign.name,
      fileName,
      yaml: request.campaignYaml,
      resolved,
      digest: campaignDigest(campaign),
      deviceRequest,
      deviceClass: '',
      status: 'waiting',
      plan: await this.cost(campaign, this.options.fleet.poolFor(deviceRequest)),
    };
  }

  private async cost(campaign: ResolvedCampaign, pool: Pool | undefined): Promise<StoredPlan> {
    const { points, templates, shards, events, estimate } = planCampaign(campaign, 1);
    const reused = pool ? await this.reuse(campaign, pool) : { shards: 0, events: 0, seconds: 0 };
    const threads = this.options.fleet.active(pool?.backend ?? 'none').reduce((sum, worker) => sum + worker.threads, 0);
    const coreSeconds = Math.max(estimate.seconds - reused.seconds, 0);
    return {
      limits: points,
      templates,
      shards,
      events,
      reusedShards: reused.shards,
      reusedEvents: reused.events,
      coreSeconds,
      seconds: threads > 0 ? coreSeconds / threads : null,
    };
  }

  /** Shards whose results are in the ledger already. */
  private async reuse(
    campaign: ResolvedCampaign,
    pool: Pool,
  ): Promise<{ shards: number; events: number; seconds: number }> {
    const book = openTemplateBook(campaign);
    const addresses = new WorkAddresses(book, pool, this.options.version);
    const reused = { shards: 0, events: 0, seconds: 0 };
    let batch: { readonly address: string; readonly events: number; readonly seconds: number }[] = [];
    const look = async (): Promise<void> => {
      const known = await this.options.ledger.shards.knownAddresses(batch.map(({ address }) => address));
      for (const { address, events, seconds } of batch) {
        if (!known.has(address)) continue;
        reused.shards += 1;
        reused.events += events;
        reused.seconds += seconds;
      }
      batch = [];
      await turn();
    };
    for (const shard of planShards(campaign, book)) {
      const { process } = book.byId.get(shard.templateId)!.recipe;
      const seconds = simulationSeconds(process, shard.events);
      batch.push({ address: addresses.ofShard(shard), events: shard.events, seconds });
      if (batch.length === BATCH) await look();
    }
    if (batch.length > 0) await look();
    return reused;
  }
}
