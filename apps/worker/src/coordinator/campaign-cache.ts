import {
  campaignDigest,
  openTemplateBook,
  WorkAddresses,
  type DeviceClass,
  type KnownCampaign,
} from '@darkreach/campaign';
import { decodeCampaignSpec } from '@darkreach/cluster';
import type { CoordinatorLink } from './coordinator-link.js';

/** A campaign with what this worker makes of it. */
export interface CachedCampaign extends KnownCampaign {
  readonly addresses: WorkAddresses;
}

/** Campaigns that are kept. */
const KEPT = 8;

/** Campaigns by id, each asked for once. */
export class CampaignCache {
  private readonly campaigns = new Map<string, Promise<CachedCampaign>>();

  constructor(
    private readonly link: CoordinatorLink,
    private readonly device: DeviceClass,
    private readonly version: string,
  ) {}

  /** @throws CallError when the coordinator does not give it, InvalidTaskError for what is no campaign */
  async get(campaignId: string): Promise<CachedCampaign> {
    const known = this.campaigns.get(campaignId) ?? this.fetch(campaignId);
    // Behind all others: the one that was not asked for longest is forgotten first.
    this.campaigns.delete(campaignId);
    this.campaigns.set(campaignId, known);
    for (const [oldest] of this.campaigns) if (this.campaigns.size > KEPT) this.campaigns.delete(oldest);
    try {
      return await known;
    } catch (error) {
      this.campaigns.delete(campaignId);
      throw error;
    }
  }

  private async fetch(campaignId: string): Promise<CachedCampaign> {
    const { workerId } = this.link;
    const { campaignJson } = await this.link.ask((calls) => calls.getCampaignSpec({ workerId, campaignId }));
    const campaign = decodeCampaignSpec(campaignJson);
    const addresses = new WorkAddresses(openTemplateBook(campaign), this.device, this.version);
    return { campaign, digest: campaignDigest(campaign), addresses };
  }
}
