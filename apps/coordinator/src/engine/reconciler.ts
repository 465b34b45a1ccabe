import type { Ledger } from '@darkreach/cluster';
import type { CampaignLog } from './campaign-log.js';
import type { CampaignRuns } from './campaign-runs.js';
import type { EngineCounters } from './counters.js';
import type { Dispatcher } from './dispatcher.js';
import type { Fleet } from './fleet.js';
import type { Tribunal } from './tribunal.js';

export interface ReconcilerOptions {
  readonly ledger: Ledger;
  readonly fleet: Fleet;
  readonly runs: CampaignRuns;
  readonly dispatcher: Dispatcher;
  readonly log: CampaignLog;
  readonly tribunal: Tribunal;
  readonly counters: EngineCounters;
  readonly seconds: number;
  readonly leaseSeconds: number;
  readonly onError: (error: unknown) => void;
}

/** Leases that are taken back in one transaction. */
const BATCH = 500;

/**
 * Compares, every few seconds, what should be with what is: takes back leases that ran out, puts pending shards whose jobs
 * the queue may have lost into it again, takes up campaigns that nobody computes, and counts anew.
 */
export class Reconciler {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly options: ReconcilerOptions) {}

  start(): void {
    const { seconds, onError } = this.options;
    const turn = (): void => {
      this.running = this.once().catch(onError);
      void this.running.finally(() => {
        if (this.timer) this.timer = setTimeout(turn, 1000 * seconds);
      });
    };
    this.timer = setTimeout(turn, 1000 * seconds);
  }

  async stop(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.running;
  }

  /** One turn. */
  async once(): Promise<void> {
    const { ledger, fleet, runs, dispatcher, tribunal, leaseSeconds } = this.options;
    await this.expire();
    await tribunal.sweep(leaseSeconds);
    await runs.takeUp();
    for (const live of runs.all()) {
      if (live.stage === undefined) continue;
      const { stage } = live;
      await live.recount(() => ledger.shards.counts(live.id, stage));
      await dispatcher.refill(live, true);
    }
    fleet.prune();
  }

  private async expire(): Promise<void> {
    const { ledger, runs, log, counters } = this.options;
    const expired = await ledger.leases.expire(BATCH);
    for (const { campaignId, shardId, worker, before, after } of expired) {
      counters.expired();
      runs.live(campaignId)?.moved(shardId, before, after, 0);
      const message = 'lease ran out: its worker is not heard any more';
      await log.add(campaignId, { level: 'warning', message, shardId, workerId: worker });
      if (after === 'quarantined') {
        await log.add(campaignId, {
          level: 'error',
          message: 'shard is given up: it has outlived its workers',
          shardId,
        });
      }
    }
  }
}
