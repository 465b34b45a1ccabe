import {
  limitSeconds,
  openTemplateBook,
  simulationSeconds,
  WorkAddresses,
  type FitJob,
  type GivenUp,
  type PartialHistogram,
  type ResolvedCampaign,
  type Runner,
  type RunnerDevice,
  type ShardJob,
  type TemplateBook,
} from '@darkreach/campaign';
import {
  decodeShardResult,
  encodeTask,
  failpoint,
  fitTask,
  shardIdOf,
  simulateTask,
  type LedgerCounts,
  type NewShard,
  type ShardResultRow,
  type ShardStage,
} from '@darkreach/cluster';
import { createHash } from 'node:crypto';
import type { CampaignSupport } from './campaign-support.js';
import type { LiveCampaign } from './live-campaign.js';

type LimitBand = ReturnType<typeof decodeLimit>;

/** Shards that are written, or results that are read, at a time. */
const BATCH = 500;

/** What is written of a piece of work. */
type StagedShard = Omit<NewShard, 'ordinal' | 'stage' | 'quorum'>;

/**
 * Runs the stages of a campaign on the workers of the cluster: writes shards into the ledger, waits until each is merged or
 * given up, and reads the results in the order of the shards. All of it may be repeated at any time, and goes on from what
 * the ledger has.
 */
export class ClusterRunner implements Runner {
  private readonly book: TemplateBook;
  private readonly addresses: WorkAddresses;

  constructor(
    private readonly campaign: ResolvedCampaign,
    private readonly live: LiveCampaign,
    private readonly support: CampaignSupport,
  ) {
    this.book = openTemplateBook(campaign);
    this.addresses = new WorkAddresses(this.book, live.pool, support.version);
  }

  /** Threads of the pool, as of now. */
  get workers(): number {
    const active = this.support.fleet.active(this.live.pool.backend);
    return Math.max(
      active.reduce((sum, { threads }) => sum + threads, 0),
      1,
    );
  }

  async open(): Promise<RunnerDevice> {
    return { ...this.live.pool, rejected: [] };
  }

  async simulate(
    jobs: Iterable<ShardJob>,
    onResult: (partial: PartialHistogram) => void,
    signal: AbortSignal,
  ): Promise<readonly GivenUp[]> {
    return this.stage('simulate', this.simulateShards(jobs), onResultRow, signal);

    function onResultRow({ bytes }: ShardResultRow): void {
      const result = decodeShardResult(bytes);
      if (result.kind === 'partial-histogram') onResult(result);
    }
  }

  async fit(
    jobs: Iterable<FitJob>,
    onResult: (id: string, band: LimitBand) => void,
    signal: AbortSignal,
  ): Promise<readonly GivenUp[]> {
    return this.stage(
      'fit',
      this.fitShards(jobs),
      ({ shardId, bytes }) => onResult(withoutStage(shardId), decodeLimit(bytes)),
      signal,
    );
  }

  async close(): Promise<void> {
    this.live.outstanding.clear();
  }

  private *simulateShards(jobs: Iterable<ShardJob>): Generator<StagedShard> {
    for (const job of jobs) {
      const { process } = this.book.byId.get(job.templateId)!.recipe;
      yield {
        shardId: shardIdOf(job),
        templateId: job.templateId,
        address: this.addresses.ofShard(job),
        task: encodeTask(simulateTask(job)),
        work: job.events,
        estimatedSeconds: simulationSeconds(process, job.events),
      };
    }
  }

  private *fitShards(jobs: Iterable<FitJob>): Generator<StagedShard> {
    for (const job of jobs) {
      yield {
        shardId: shardIdOf(job),
        templateId: '',
        address: this.addresses.ofFit(job),
        task: encodeTask(fitTask(job)),
        work: 1,
        estimatedSeconds: limitSeconds(this.campaign),
      };
    }
  }

  private async stage(
    stage: ShardStage,
    shards: Iterable<StagedShard>,
    onRow: (row: ShardResultRow) => void,
    signal: AbortSignal,
  ): Promise<readonly GivenUp[]> {
    const { live, support } = this;
    await support.beginStage(live, stage);
    const { added, reused } = await this.write(stage, shards, signal);
    await live.planned(() => support.ledger.shards.counts(live.id, stage));
    await support.log.add(live.id, { level: 'info', message: stageMessage(stage, added, reused, live.counts) });
    void support.dispatcher.refill(live);
    await this.finished(stage, signal);
    await this.read(stage, onRow, signal);
    const lost = await support.ledger.shards.quarantined(live.id, stage);
    return lost.map(({ shardId, failure }) => ({ kind: 'given-up', id: withoutStage(shardId), reason: failure }));
  }

  private async write(
    stage: ShardStage,
    shards: Iterable<StagedShard>,
    signal: AbortSignal,
  ): Promise<{ added: number; reused: number }> {
    const { live, support } = this;
    const total = { added: 0, reused: 0 };
    let ordinal = 0;
    let batch: NewShard[] = [];
    const flush = async (): Promise<void> => {
      if (batch.length === 0) return;
      signal.throwIfAborted();
      const { added, reused } = await support.ledger.shards.add(live.id, batch);
      total.added += added;
      total.reused += reused;
      batch = [];
      support.dispatcher.wake(live);
      await failpoint('coordinator.plan.middle');
    };
    for (const shard of shards) {
      batch.push({ ...shard, stage, ordinal, quorum: this.quorum(shard.shardId) });
      ordinal += 1;
      if (batch.length >= BATCH) await flush();
    }
    await flush();
    return total;
  }

  /** A share of the shards, chosen by their id, is computed by two workers, where there are two. */
  private quorum(shardId: string): 1 | 2 {
    const { fleet, verifyFraction } = this.support;
    if (fleet.active(this.live.pool.backend).length < 2) return 1;
    const hash = createHash('sha256').update(`${this.live.id}|${shardId}`).digest().readUInt32BE(0);
    return hash < verifyFraction * 2 ** 32 ? 2 : 1;
  }

  /** Resolves when the ledger says that nothing of the stage is open. */
  private async finished(stage: ShardStage, signal: AbortSignal): Promise<void> {
    const { live, support } = this;
    const aborted = new Promise<never>((_, reject) => {
      const stop = (): void => reject(signal.reason as Error);
      if (signal.aborted) stop();
      signal.addEventListener('abort', stop, { once: true });
    });
    aborted.catch(() => undefined);
    for (;;) {
      await Promise.race([live.idle(), aborted]);
      const counts = await support.ledger.shards.counts(live.id, stage);
      live.resync(counts);
      if (counts.pending + counts.leased === 0) return;
      void support.dispatcher.refill(live);
    }
  }

  private async read(stage: ShardStage, onRow: (row: ShardResultRow) => void, signal: AbortSignal): Promise<void> {
    const { live, support } = this;
    for (let afterOrdinal = -1; ;) {
      signal.throwIfAborted();
      const rows = await support.ledger.shards.results({ campaignId: live.id, stage, afterOrdinal, limit: BATCH });
      rows.forEach(onRow);
      const last = rows.at(-1);
      if (last === undefined) return;
      afterOrdinal = last.ordinal;
    }
  }
}

function decodeLimit(bytes: Uint8Array) {
  const result = decodeShardResult(bytes);
  if (result.kind !== 'limit-band') throw new TypeError(`a fit has given a ${result.kind}; allowed is a limit-band`);
  return result;
}

/** `simulate/a/b/0` is the shard `a/b/0`. */
function withoutStage(shardId: string): string {
  return shardId.slice(shardId.indexOf('/') + 1);
}

function stageMessage(stage: ShardStage, added: number, reused: number, counts: LedgerCounts): string {
  const total = counts.pending + counts.leased + counts.merged + counts.quarantined;
  const what = stage === 'simulate' ? 'shards of events' : 'limits';
  const known = counts.merged > reused ? `, ${counts.merged - reused} were merged before` : '';
  const taken = reused > 0 ? `, ${reused} of ${added} are taken from earlier campaigns` : '';
  return `${total} ${what}${taken}${known}`;
}
