import type { CampaignStageName, Ledger } from '@darkreach/cluster';
import type { CampaignLog } from './campaign-log.js';
import type { Dispatcher } from './dispatcher.js';
import type { Fleet } from './fleet.js';
import type { LiveCampaign } from './live-campaign.js';

/** What a campaign is computed with. */
export interface CampaignSupport {
  readonly ledger: Ledger;
  readonly fleet: Fleet;
  readonly dispatcher: Dispatcher;
  readonly log: CampaignLog;
  readonly version: string;
  /** Share of the shards that two workers compute. */
  readonly verifyFraction: number;
  /** Writes down which stage begins. @throws CampaignStoppedError when the campaign is not to be computed any more */
  beginStage(live: LiveCampaign, stage: Exclude<CampaignStageName, '' | 'plan'>): Promise<void>;
}
