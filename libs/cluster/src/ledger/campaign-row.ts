/** Where a campaign stands; as text, so that the tables can be read by people. */
export type CampaignStatus = 'waiting' | 'running' | 'paused' | 'succeeded' | 'partial' | 'failed' | 'cancelled';

/** What is being done while it runs; empty before the first stage. */
export type CampaignStageName = '' | 'plan' | 'simulate' | 'fit' | 'report';

/** Campaigns that go on, or may go on. */
export const LIVE_STATUSES: readonly CampaignStatus[] = ['waiting', 'running', 'paused'];

/** Campaigns that have ended. */
export const ENDED_STATUSES: readonly CampaignStatus[] = ['succeeded', 'partial', 'failed', 'cancelled'];

/** Work and cost, as known when a campaign was planned. */
export interface StoredPlan {
  readonly limits: number;
  readonly templates: number;
  readonly shards: number;
  readonly events: number;
  readonly reusedShards: number;
  readonly reusedEvents: number;
  readonly coreSeconds: number;
  /** On the workers that were there; null where there were none. */
  readonly seconds: number | null;
}

/** A campaign that is to be kept. */
export interface NewCampaign {
  readonly tenant: string;
  /** Chosen by the caller; empty where only the content counts. */
  readonly requestId: string;
  /** What makes two requests the same: SHA-256 of the resolved campaign and the device that was asked for. */
  readonly contentDigest: string;
  /** Name in the campaign file; its id is made of it and of the content digest. */
  readonly name: string;
  readonly fileName: string;
  readonly yaml: string;
  /** Canonical JSON of the resolved campaign. */
  readonly resolved: string;
  /** SHA-256 of the resolved campaign. */
  readonly digest: string;
  /** Class of device that was asked for; empty for the first that comes. */
  readonly deviceRequest: string;
  readonly deviceClass: string;
  readonly status: CampaignStatus;
  readonly plan: StoredPlan | null;
}

/** What a campaign was made of; kept apart because it is long. */
export type CampaignDocument = Pick<NewCampaign, 'fileName' | 'yaml' | 'resolved'>;

/** A campaign as it is kept. */
export interface CampaignRow extends Omit<NewCampaign, 'yaml' | 'resolved'> {
  readonly id: string;
  /** Grows with each campaign that is created: the order of lists, and where a page begins. */
  readonly serial: number;
  readonly stage: CampaignStageName;
  readonly message: string;
  readonly createdAt: Date;
  /** When it last changed its status or stage. */
  readonly updatedAt: Date;
  readonly endedAt: Date | null;
}

/** What may change of a campaign. */
export interface CampaignPatch {
  readonly status?: CampaignStatus;
  readonly stage?: CampaignStageName;
  readonly message?: string;
  readonly deviceClass?: string;
  readonly plan?: StoredPlan | null;
}
