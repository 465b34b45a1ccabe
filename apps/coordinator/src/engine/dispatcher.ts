import { failpoint, type Ledger, type ShardQueue } from '@darkreach/cluster';
import type { Fleet } from './fleet.js';
import { jobsOf } from './jobs-of.js';
import type { LiveCampaign } from './live-campaign.js';

/** Shards in a queue at the least and at the most, over all campaigns of a pool. */
const SMALLEST_WINDOW = 64;
const LARGEST_WINDOW = 4096;
/** Shards for each thread of a pool: enough for shards of a millisecond. */
const SHARDS_A_THREAD = 512;

export interface DispatcherOptions {
  readonly ledger: Ledger;
  readonly fleet: Fleet;
  /** The queue of a pool. */
  readonly queue: (backend: string) => Promise<ShardQueue>;
  readonly onError: (error: unknown) => void;
}

/**
 * Keeps a bounded number of pending shards of every campaign in the queue of its pool. Each campaign has an equal share of
 * the window, so that a large one does not hold up a small one. The queue may lose or repeat jobs: `refill` with `again`
 * puts everything that is pending into it once more, and jobs that are there already are not doubled.
 */
export class Dispatcher {
  private readonly campaigns = new Set<LiveCampaign>();
  private readonly busy = new Set<LiveCampaign>();
  /** What was asked for while a campaign was busy. */
  private readonly later = new Map<LiveCampaign, { readonly again: boolean }>();

  constructor(private readonly options: DispatcherOptions) {}

  add(campaign: LiveCampaign): void {
    this.campaigns.add(campaign);
  }

  remove(campaign: LiveCampaign): void {
    this.campaigns.delete(campaign);
  }

  /** Hands out more of a campaign when less than half of its window is outstanding. */
  wake(campaign: LiveCampaign): void {
    const { counts, outstanding, resting, planning } = campaign;
    const unasked = planning || counts.pending + counts.leased > outstanding.size + resting.size;
    if (campaign.open && unasked && 2 * outstanding.size < this.window(campaign)) void this.refill(campaign);
  }

  /** @param again also what was put into the queue before */
  async refill(campaign: LiveCampaign, again = false): Promise<void> {
    if (!campaign.open || !this.campaigns.has(campaign)) return;
    if (this.busy.has(campaign)) {
      this.later.set(campaign, { again: again || this.later.get(campaign)?.again === true });
      return;
    }
    this.busy.add(campaign);
    try {
      await this.fill(campaign, again);
    } catch (error) {
      // The reconciler comes by again.
      this.options.onError(error);
    } finally {
      this.busy.delete(campaign);
    }
    const next = this.later.get(campaign);
    this.later.delete(campaign);
    if (next?.again) await this.refill(campaign, true);
    else if (next) this.wake(campaign);
  }

  private async fill(campaign: LiveCampaign, again: boolean): Promise<void> {
    const { ledger, queue } = this.options;
    const { id, stage, outstanding } = campaign;
    const window = this.window(campaign);
    const found = await ledger.shards.pending(id, stage!, again ? window : window + outstanding.size);
    const pending = found.filter(({ shardId }) => !campaign.resting.has(shardId));
    const room = Math.max(window - outstanding.size, 0);
    const fresh = pending.filter(({ shardId }) => !outstanding.has(shardId)).slice(0, room);
    const wanted = again ? pending : fresh;
    if (wanted.length === 0 || campaign.stage !== stage) return;
    await failpoint('coordinator.dispatch.middle');
    // Before they are in the queue: a worker may be done with a job before `add` returns.
    fresh.forEach(({ shardId }) => outstanding.add(shardId));
    try {
      const target = await queue(campaign.pool.backend);
      await target.add(jobsOf(wanted).map((shardIds) => ({ campaignId: id, shardIds })));
    } catch (error) {
      fresh.forEach(({ shardId }) => outstanding.delete(shardId));
      throw error;
    }
  }

  private window({ pool }: LiveCampaign): number {
    const sharing = [...this.campaigns].filter((other) => other.open && other.pool.backend === pool.backend).length;
    const threads = this.options.fleet.active(pool.backend).reduce((sum, worker) => sum + worker.threads, 0);
    const all = Math.min(Math.max(SHARDS_A_THREAD * threads, SMALLEST_WINDOW), LARGEST_WINDOW);
    return Math.max(Math.floor(all / Math.max(sharing, 1)), 8);
  }
}
