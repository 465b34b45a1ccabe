import {
  Batcher,
  decodeShardResult,
  decodeTask,
  ENDED_STATUSES,
  FailureReason,
  LeaseDirective,
  LeaseRefusal,
  ReportOutcome,
  type AcquireAnswer,
  type AcquireRequest,
  type AcquireShardLeasesRequest,
  type AcquireShardLeasesResponse,
  type FailAnswer,
  type FailRequest,
  type FailureKind,
  type GetCampaignSpecRequest,
  type GetCampaignSpecResponse,
  type Lease,
  type LeaseAnswer,
  type LeaseToken,
  type Ledger,
  type RegisterWorkerRequest,
  type RegisterWorkerResponse,
  type RenewAnswer,
  type RenewRequest,
  type RenewShardLeasesRequest,
  type RenewShardLeasesResponse,
  type ReportAnswer,
  type ReportRequest,
  type ReportShardFailureRequest,
  type ResultHeader,
  type ShardKey,
  type ShardName,
} from '@darkreach/cluster';
import type { LeaseDesk } from '../desk.js';
import { InvalidArgumentError, NotFoundError } from '../errors.js';
import type { CampaignLog } from './campaign-log.js';
import type { CampaignRuns } from './campaign-runs.js';
import type { EngineCounters } from './counters.js';
import type { Fleet, LiveWorker } from './fleet.js';
import type { LiveCampaign } from './live-campaign.js';
import type { Tribunal } from './tribunal.js';

export interface LeaseDeskOptions {
  readonly ledger: Ledger;
  readonly fleet: Fleet;
  readonly runs: CampaignRuns;
  readonly log: CampaignLog;
  readonly tribunal: Tribunal;
  readonly counters: EngineCounters;
  readonly epoch: () => number;
  readonly leaseSeconds: number;
  readonly queueName: (backend: string) => string;
}

/** Shards whose work is remembered between lease and result. */
const REMEMBERED = 10_000;

const REFUSALS = {
  'nothing-to-do': LeaseRefusal.NOTHING_TO_DO,
  'another-worker': LeaseRefusal.ANOTHER_WORKER,
  paused: LeaseRefusal.PAUSED,
  'worker-excluded': LeaseRefusal.WORKER_EXCLUDED,
} as const;

const OUTCOMES = {
  accepted: ReportOutcome.ACCEPTED,
  duplicate: ReportOutcome.DUPLICATE,
  conflict: ReportOutcome.CONFLICT,
  stale: ReportOutcome.STALE,
} as const;

const REASONS = {
  [FailureReason.CRASHED]: 'crashed',
  [FailureReason.TIMED_OUT]: 'timed-out',
  [FailureReason.INVALID_RESULT]: 'invalid-result',
  [FailureReason.GIVEN_BACK]: 'given-back',
  [FailureReason.OTHER_FORMULAS]: 'other-formulas',
} as const satisfies Partial<Record<FailureReason, FailureKind>>;

/** Gives shards to workers and takes what they bring; every change is one of the ledger, many of them in one transaction. */
export class ClusterLeaseDesk implements LeaseDesk {
  private readonly acquisitions: Batcher<AcquireRequest, AcquireAnswer>;
  private readonly renewals: Batcher<RenewRequest, RenewAnswer>;
  private readonly reports: Batcher<ReportRequest, ReportAnswer>;
  private readonly failures: Batcher<FailRequest, FailAnswer>;
  private readonly work = new Map<string, number>();

  constructor(private readonly options: LeaseDeskOptions) {
    const { leases } = options.ledger;
    this.acquisitions = new Batcher((requests) => leases.acquire(requests), 256);
    this.renewals = new Batcher((requests) => leases.renew(requests), 256);
    this.reports = new Batcher((requests) => leases.report(requests), 256);
    this.failures = new Batcher((requests) => leases.fail(requests));
  }

  async register(request: RegisterWorkerRequest): Promise<RegisterWorkerResponse> {
    const { fleet, leaseSeconds, queueName } = this.options;
    const { backend } = await fleet.register(request);
    return { queue: queueName(backend), leaseSeconds, heartbeatSeconds: leaseSeconds / 3 };
  }

  async acquire({ workerId, shards }: AcquireShardLeasesRequest): Promise<AcquireShardLeasesResponse> {
    const { fleet } = this.options;
    const worker = fleet.get(workerId);
    const others = fleet.active(worker.backend).map(({ id }) => id);
    return { answers: await Promise.all(shards.map((shard) => this.acquireOne(worker, shard, others))) };
  }

  private async acquireOne(
    { id: workerId, status, backend }: LiveWorker,
    { campaignId, shardId }: ShardName,
    fleet: readonly string[],
  ): Promise<LeaseAnswer> {
    const { runs, epoch, leaseSeconds } = this.options;
    if (status !== 'active') return refused(LeaseRefusal.WORKER_EXCLUDED);
    const live = runs.live(campaignId);
    if (live?.row.status === 'paused') {
      live.outstanding.delete(shardId);
      return refused(LeaseRefusal.PAUSED);
    }
    // A campaign that is not under way here has nothing to hand out: its shards are dispatched again when it is.
    if (!live || live.pool.backend !== backend) return refused(LeaseRefusal.NOTHING_TO_DO);
    const answer = await this.acquisitions.ask({
      campaignId,
      shardId,
      worker: workerId,
      epoch: epoch(),
      leaseMs: 1000 * leaseSeconds,
      fleet,
    });
    if (answer.kind === 'refused') return refused(REFUSALS[answer.refusal]);
    const task = decodeTask(answer.task);
    this.remember({ campaignId, shardId }, task.$case === 'simulate' ? task.value.events : 1);
    live.moved(shardId, 'pending', 'leased', 0);
    const token = { campaignId, shardId, ...answer.token };
    const lease: Lease = { token, address: answer.address, estimatedSeconds: answer.estimatedSeconds, task };
    return { lease, refusal: LeaseRefusal.UNSPECIFIED };
  }

  async spec({ campaignId }: GetCampaignSpecRequest): Promise<GetCampaignSpecResponse> {
    const document = await this.options.ledger.campaigns.document(campaignId);
    if (!document) throw new NotFoundError('CAMPAIGN_NOT_FOUND', `there is no campaign ${campaignId}`);
    return { campaignJson: Buffer.from(document.resolved) };
  }

  async renew({ workerId, tokens, events, toys }: RenewShardLeasesRequest): Promise<RenewShardLeasesResponse> {
    const worker = await this.options.fleet.beat(workerId, events, toys);
    const directives = await Promise.all(tokens.map((token) => this.renewOne(workerId, token)));
    return { directives, drain: worker.status === 'quarantined' };
  }

  async report(header: ResultHeader, bytes: Uint8Array): Promise<ReportOutcome> {
    const { fleet, counters, tribunal } = this.options;
    fleet.get(header.workerId);
    requireResult(bytes);
    const key = keyOf(header.token!);
    const started = performance.now();
    const answer = await this.reports.ask({
      ...key,
      worker: header.workerId,
      token: tokenOf(header.token!),
      digest: header.digest,
      bytes,
      seconds: header.seconds,
    });
    counters.reported(answer.outcome, (performance.now() - started) / 1000);
    const live = this.moved(key, answer.before, answer.after);
    if (live && answer.after === 'quarantined') void this.logQuarantine(key, 'its results contradict each other');
    if (answer.losers.length > 0 || answer.outcome === 'conflict') {
      await tribunal.judge(key, header.workerId, answer);
    } else if (live && answer.after === 'pending') await tribunal.confirm(live, key.shardId);
    return OUTCOMES[answer.outcome];
  }

  async fail({ workerId, token, reason, message }: ReportShardFailureRequest): Promise<ReportOutcome> {
    const kind = REASONS[reason as keyof typeof REASONS];
    const key = keyOf(token!);
    const kept = message.slice(0, 256);
    const answer = await this.failures.ask({
      ...key,
      worker: workerId,
      token: tokenOf(token!),
      reason: kind,
      message: kept,
    });
    this.moved(key, answer.before, answer.after);
    if (answer.outcome === 'accepted') void this.logFailure(key, workerId, kind, kept, answer);
    return OUTCOMES[answer.outcome];
  }

  async drain(workerId: string): Promise<void> {
    await this.options.fleet.setStatus(workerId, 'draining');
  }

  private async renewOne(workerId: string, token: LeaseToken): Promise<LeaseDirective> {
    const { runs, ledger, leaseSeconds } = this.options;
    const { campaignId } = token;
    if (!runs.live(campaignId)) {
      const row = await ledger.campaigns.get(campaignId);
      if (!row || ENDED_STATUSES.includes(row.status)) return LeaseDirective.ABANDON;
    }
    const request = { ...keyOf(token), worker: workerId, token: tokenOf(token), leaseMs: 1000 * leaseSeconds };
    const answer = await this.renewals.ask(request);
    return answer === 'continue' ? LeaseDirective.CONTINUE : LeaseDirective.ABANDON;
  }

  private moved(key: ShardKey, before: FailAnswer['before'], after: FailAnswer['after']): LiveCampaign | undefined {
    const live = this.options.runs.live(key.campaignId);
    const name = `${key.campaignId}|${key.shardId}`;
    if (live?.stage !== undefined && key.shardId.startsWith(`${live.stage}/`)) {
      live.moved(key.shardId, before, after, this.work.get(name) ?? 0);
    }
    if (after !== 'leased') this.work.delete(name);
    return live;
  }

  private remember({ campaignId, shardId }: ShardKey, work: number): void {
    this.work.set(`${campaignId}|${shardId}`, work);
    const [oldest] = this.work.keys();
    if (this.work.size > REMEMBERED) this.work.delete(oldest!);
  }

  private async logFailure(
    { campaignId, shardId }: ShardKey,
    workerId: string,
    kind: FailureKind,
    message: string,
    { after }: FailAnswer,
  ): Promise<void> {
    const { log, counters } = this.options;
    counters.failed(kind);
    if (kind === 'given-back') return;
    await log.add(campaignId, { level: 'warning', message: `attempt failed (${kind}): ${message}`, shardId, workerId });
    if (after === 'quarantined') await this.logQuarantine({ campaignId, shardId }, `it failed too often: ${message}`);
  }

  private async logQuarantine({ campaignId, shardId }: ShardKey, why: string): Promise<void> {
    await this.options.log.add(campaignId, { level: 'error', message: `shard is given up: ${why}`, shardId });
  }
}

function refused(refusal: LeaseRefusal): LeaseAnswer {
  return { lease: undefined, refusal };
}

function keyOf({ campaignId, shardId }: LeaseToken): ShardKey {
  return { campaignId, shardId };
}

function tokenOf({ attempt, epoch }: LeaseToken): { readonly attempt: number; readonly epoch: number } {
  return { attempt, epoch };
}

/** What cannot be a result is refused before it comes near the ledger. */
function requireResult(bytes: Uint8Array): void {
  try {
    decodeShardResult(bytes);
  } catch (cause) {
    const description = cause instanceof Error ? cause.message : String(cause);
    throw new InvalidArgumentError([{ field: 'chunk', description }], { cause });
  }
}
