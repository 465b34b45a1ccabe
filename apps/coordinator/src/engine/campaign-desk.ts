import {
  ENDED_STATUSES,
  type Campaign,
  type CampaignRow,
  type CampaignStatus,
  type CreateCampaignRequest,
  type Ledger,
  type LimitPoint,
  type LogEntry,
  type Shard,
  type ShardStage,
  type ShardState,
} from '@darkreach/cluster';
import type { CampaignDesk, Caller, Page, PageRequest, Watch, WatchUpdate } from '../desk.js';
import { FailedPreconditionError, NotFoundError } from '../errors.js';
import { campaignMessage, logMessage, phaseOf, shardMessage } from './campaign-message.js';
import type { CampaignLog } from './campaign-log.js';
import type { CampaignRuns } from './campaign-runs.js';
import type { LimitArchive } from './limit-archive.js';
import type { RequestPlanner } from './plan-request.js';
import type { WatchHub } from './watch-hub.js';

export interface CampaignDeskOptions {
  readonly ledger: Ledger;
  readonly runs: CampaignRuns;
  readonly planner: RequestPlanner;
  readonly log: CampaignLog;
  readonly hub: WatchHub;
  readonly limits: LimitArchive;
}

/** Campaigns, as callers create, steer and read them. */
export class ClusterCampaignDesk implements CampaignDesk {
  constructor(private readonly options: CampaignDeskOptions) {}

  async create(request: CreateCampaignRequest, { tenant }: Caller): Promise<Campaign> {
    const { ledger, runs, planner, log } = this.options;
    const planned = await planner.plan(request, tenant);
    if (request.validateOnly) return preview(planned);
    const { campaign, created } = await ledger.campaigns.create(planned);
    if (campaign.contentDigest !== planned.contentDigest) {
      const message = `request ${request.requestId} has created ${campaign.id}, which has other content; allowed: a new request_id`;
      throw new FailedPreconditionError('REQUEST_ID_REUSED', message);
    }
    if (created) {
      await log.add(campaign.id, { level: 'info', message: createdMessage(campaign) });
      await runs.follow(campaign);
    }
    return this.message((await ledger.campaigns.get(campaign.id)) ?? campaign);
  }

  async get(id: string, caller: Caller): Promise<Campaign> {
    return this.message(await this.find(id, caller));
  }

  async list({ size, after }: PageRequest, { tenant, role }: Caller): Promise<Page<Campaign>> {
    const rows = await this.options.ledger.campaigns.list({
      pageSize: size + 1,
      ...(role === 'operator' ? {} : { tenant }),
      ...(after === undefined ? {} : { after: Number(after) }),
    });
    return page(
      rows,
      size,
      (row) => this.message(row),
      ({ serial }) => String(serial),
    );
  }

  async remove(id: string, caller: Caller): Promise<void> {
    const { status } = await this.find(id, caller);
    if (!ENDED_STATUSES.includes(status)) {
      throw new FailedPreconditionError('CAMPAIGN_ALIVE', `campaign ${id} is ${status}; cancel it first`);
    }
    await this.options.ledger.campaigns.delete(id);
    this.options.limits.forget(id);
  }

  async pause(id: string, caller: Caller): Promise<Campaign> {
    return this.steer(id, caller, { to: 'paused', from: ['waiting', 'running'], done: 'paused', sentence: 'paused' });
  }

  async resume(id: string, caller: Caller): Promise<Campaign> {
    return this.steer(id, caller, { to: 'running', from: ['paused'], done: 'resumed', sentence: 'resumed' });
  }

  async cancel(id: string, caller: Caller): Promise<Campaign> {
    const from = ['waiting', 'running', 'paused'] as const;
    return this.steer(id, caller, { to: 'cancelled', from, done: 'cancelled', sentence: 'cancelled' });
  }

  async retry(id: string, caller: Caller): Promise<Campaign> {
    const { status } = await this.find(id, caller);
    if (status !== 'partial' && status !== 'failed') throw wrongStatus(id, status, 'retried', ['partial', 'failed']);
    const { ledger } = this.options;
    const shards = await ledger.leases.retryQuarantined(id);
    // Limits that were not computed will be; what the others have found is in the ledger by its address.
    await ledger.shards.clear(id, 'fit');
    this.options.limits.forget(id);
    const sentence = `tried again: ${shards} shards that were given up are back`;
    return this.steer(id, caller, { to: 'running', from: ['partial', 'failed'], done: 'retried', sentence });
  }

  async watch(id: string, after: number, caller: Caller, listener: (update: WatchUpdate) => void): Promise<Watch> {
    return this.options.hub.watch(await this.find(id, caller), after, listener);
  }

  async log(id: string, { size, after }: PageRequest, caller: Caller): Promise<Page<LogEntry>> {
    await this.find(id, caller);
    const rows = await this.options.ledger.log.after(id, Number(after ?? 0), size + 1);
    return page(rows, size, logMessage, ({ seq }) => String(seq));
  }

  async limitPoints(id: string, { size, after }: PageRequest, caller: Caller): Promise<Page<LimitPoint>> {
    const row = await this.find(id, caller);
    if (row.status !== 'succeeded' && row.status !== 'partial') {
      throw new FailedPreconditionError('NO_RESULTS_YET', `campaign ${id} is ${row.status}; its limits are not there`);
    }
    const points = await this.options.limits.points(id);
    const first = Number(after ?? 0);
    const items = points.slice(first, first + size);
    return { items, ...(first + size < points.length ? { next: String(first + size) } : {}) };
  }

  async shards(id: string, state: ShardState, { size, after }: PageRequest, caller: Caller): Promise<Page<Shard>> {
    await this.find(id, caller);
    const phase = phaseOf(state);
    const rows = await this.options.ledger.shards.list({
      campaignId: id,
      pageSize: size + 1,
      ...(after === undefined ? {} : { after: placeOf(after) }),
      ...(phase === undefined ? {} : { phase }),
    });
    return page(rows, size, shardMessage, ({ stage, ordinal }) => `${stage}.${ordinal}`);
  }

  /** @throws NotFoundError also for a campaign of another tenant: whether it exists is not for everybody */
  async find(id: string, { tenant, role }: Caller): Promise<CampaignRow> {
    const row = await this.options.ledger.campaigns.get(id);
    if (!row || (role !== 'operator' && row.tenant !== tenant)) {
      throw new NotFoundError('CAMPAIGN_NOT_FOUND', `there is no campaign ${id}`);
    }
    return row;
  }

  private async steer(id: string, caller: Caller, step: Step): Promise<Campaign> {
    const { ledger, runs, log } = this.options;
    const before = await this.find(id, caller);
    // Said twice is said once.
    if (before.status === step.to) return this.message(before);
    const row = await ledger.campaigns.update(id, { status: step.to, message: '' }, step.from);
    if (!row) throw wrongStatus(id, before.status, step.done, step.from);
    await log.add(id, { level: 'info', message: `${step.sentence} by ${caller.tenant}` });
    await runs.follow(row);
    return this.message(row);
  }

  private message(row: CampaignRow): Campaign {
    return campaignMessage(row, this.options.runs.live(row.id));
  }
}

/** A wish of the owner. */
interface Step {
  readonly to: CampaignStatus;
  readonly from: readonly CampaignStatus[];
  /** e.g. `paused`, in "cannot be paused". */
  readonly done: string;
  readonly sentence: string;
}

function wrongStatus(id: string, status: CampaignStatus, done: string, from: readonly CampaignStatus[]) {
  const message = `campaign ${id} is ${status} and cannot be ${done}; allowed: ${from.join(', ')}`;
  return new FailedPreconditionError('WRONG_CAMPAIGN_STATE', message);
}

function preview(
  planned: Omit<CampaignRow, 'id' | 'serial' | 'stage' | 'message' | 'createdAt' | 'updatedAt' | 'endedAt'>,
) {
  const now = new Date();
  const row = {
    ...planned,
    id: '',
    serial: 0,
    stage: '',
    message: '',
    createdAt: now,
    updatedAt: now,
    endedAt: null,
  } as const;
  return { ...campaignMessage(row), name: '', state: 0 as const, createTime: undefined, updateTime: undefined };
}

function createdMessage({ tenant, plan }: CampaignRow): string {
  if (plan === null) return `created by ${tenant}`;
  const { limits, shards, events, reusedShards } = plan;
  const reused = reusedShards > 0 ? `, ${reusedShards} of them known from earlier campaigns` : '';
  return `created by ${tenant}: ${limits} limits from ${events} events in ${shards} shards${reused}`;
}

/** `simulate.12` is behind the twelfth shard of the simulation. */
function placeOf(after: string): { readonly stage: ShardStage; readonly ordinal: number } {
  const [stage, ordinal] = after.split('.') as [ShardStage, string];
  return { stage, ordinal: Number(ordinal) };
}

/** The first `size` of rows of which one more was asked for. */
function page<Row, Item>(
  rows: readonly Row[],
  size: number,
  convert: (row: Row) => Item,
  place: (row: Row) => string,
): Page<Item> {
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  return { items: shown.map(convert), ...(rows.length > size && last !== undefined ? { next: place(last) } : {}) };
}
