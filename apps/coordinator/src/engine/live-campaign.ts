import type { ShardPhase } from '@darkreach/cluster';
import type { CampaignRow, LedgerCounts, ShardStage } from '@darkreach/cluster';
import type { Pool } from './fleet.js';
import { RateMeter } from './rate-meter.js';

const NO_COUNTS: LedgerCounts = {
  pending: 0,
  leased: 0,
  merged: 0,
  quarantined: 0,
  reused: 0,
  workDone: 0,
  workTotal: 0,
  secondsToGo: 0,
};

/** Milliseconds until a shard that has come back is handed out again: its old job has left the queue by then. */
const REST = 300;
/** A count is not made more often for shards that move meanwhile; the reconciler counts anew. */
const MOST_COUNTS = 10;

/** A campaign that is being computed: what of it is kept in memory. Its truth is in the ledger. */
export class LiveCampaign {
  readonly rate = new RateMeter();
  /** Shards that were put into the queue and are not done. */
  readonly outstanding = new Set<string>();
  /** Shards that have just come back from a worker. */
  readonly resting = new Set<string>();
  counts: LedgerCounts = NO_COUNTS;
  stage: ShardStage | undefined;
  /** Reused shards of the stages before this one. */
  reusedBefore = 0;
  /** Shards of the stage are still being written; those that are there are handed out already, and not counted yet. */
  planning = false;
  private moves = 0;
  private waiting: (() => void) | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(
    public row: CampaignRow,
    readonly pool: Pool,
  ) {}

  get id(): string {
    return this.row.id;
  }

  /** Shards may be handed out. */
  get open(): boolean {
    return this.row.status === 'running' && this.stage !== undefined;
  }

  onChange(listener: () => void): void {
    this.listeners.add(listener);
  }

  changed(): void {
    this.listeners.forEach((listener) => listener());
  }

  /** A stage begins; its shards are being written to the ledger. */
  begin(stage: ShardStage): void {
    if (this.stage !== undefined && this.stage !== stage) this.reusedBefore += this.counts.reused;
    this.stage = stage;
    this.planning = true;
    this.outstanding.clear();
    this.counts = NO_COUNTS;
    this.changed();
  }

  /** Every shard of the stage is in the ledger: counts what the ledger has, if need be again while shards move. */
  async planned(ask: () => Promise<LedgerCounts>): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      const { moves } = this;
      const counts = await ask();
      if (moves !== this.moves && tries < MOST_COUNTS) continue;
      this.planning = false;
      this.resync(counts);
      return;
    }
  }

  /** Takes over what the ledger says, unless shards are being written, or have moved while it was asked. */
  async recount(ask: () => Promise<LedgerCounts>): Promise<void> {
    const { stage, moves } = this;
    const counts = await ask();
    if (!this.planning && this.stage === stage && this.moves === moves) this.resync(counts);
  }

  /** Takes over what the ledger says. */
  resync(counts: LedgerCounts): void {
    this.counts = counts;
    this.rate.add(counts.workDone);
    this.settle();
    this.changed();
  }

  /** A shard has gone from one phase to another. @param work events or limits in it */
  moved(shardId: string, before: ShardPhase, after: ShardPhase, work: number): void {
    if (before === after) return;
    this.moves += 1;
    if (!this.planning) this.count(before, after, work);
    if (after !== 'leased') this.outstanding.delete(shardId);
    if (after === 'pending') this.rest(shardId);
    this.settle();
    this.changed();
  }

  /** Resolves when nothing of the stage seems to be open; ask the ledger whether that is so. */
  idle(): Promise<void> {
    return new Promise((resolve) => {
      this.waiting = resolve;
      this.settle();
    });
  }

  private count(before: ShardPhase, after: ShardPhase, work: number): void {
    const counts = { ...this.counts };
    counts[before] -= 1;
    counts[after] += 1;
    const done = (phase: ShardPhase): number => (phase === 'merged' ? work : 0);
    this.counts = { ...counts, workDone: counts.workDone + done(after) - done(before) };
    this.rate.add(this.counts.workDone);
  }

  private rest(shardId: string): void {
    this.resting.add(shardId);
    setTimeout(() => {
      this.resting.delete(shardId);
      this.changed();
    }, REST).unref();
  }

  private settle(): void {
    if (this.planning || this.counts.pending + this.counts.leased > 0) return;
    this.waiting?.();
    this.waiting = undefined;
  }
}
