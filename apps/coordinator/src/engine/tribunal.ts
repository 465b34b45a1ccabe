import type { Ledger, ReportAnswer, ShardKey } from '@darkreach/cluster';
import type { CampaignLog } from './campaign-log.js';
import type { CampaignRuns } from './campaign-runs.js';
import type { Dispatcher } from './dispatcher.js';
import type { Fleet } from './fleet.js';
import type { LiveCampaign } from './live-campaign.js';

export interface TribunalOptions {
  readonly ledger: Ledger;
  readonly fleet: Fleet;
  readonly runs: CampaignRuns;
  readonly dispatcher: Dispatcher;
  readonly log: CampaignLog;
}

/** Decides what to believe where workers contradict each other, or where nobody is there to confirm. */
export class Tribunal {
  constructor(private readonly options: TribunalOptions) {}

  /** A result waits for a second one. Where nobody else is there to find it, it counts as it is. */
  async confirm(live: LiveCampaign, shardId: string): Promise<void> {
    if (this.options.fleet.active(live.pool.backend).length > 1) return;
    await this.waive([{ campaignId: live.id, shardId }]);
  }

  /** Takes unconfirmed results for good where no other worker is there that could find a second one. */
  async sweep(seconds: number): Promise<void> {
    const { ledger, fleet, runs } = this.options;
    const waiting = await ledger.leases.awaitingConfirmation(seconds, 1000);
    const alone = waiting.filter(({ campaignId, voters, failed }) => {
      const live = runs.live(campaignId);
      if (!live) return false;
      const excluded = new Set([...voters, ...failed]);
      return fleet.active(live.pool.backend).every(({ id }) => excluded.has(id));
    });
    await this.waive(alone);
  }

  /** A result lost against another one: its worker is not trusted any more, and what it alone has found is done again. */
  async judge(key: ShardKey, reporter: string, answer: ReportAnswer): Promise<void> {
    const { log, runs, dispatcher } = this.options;
    const { losers, before, after } = answer;
    const { campaignId, shardId } = key;
    const message = `results contradict each other; wrong: ${losers.join(', ') || 'not known yet'}`;
    await log.add(campaignId, { level: 'error', message, shardId, workerId: reporter });
    for (const loser of losers) await this.quarantine(loser);
    const live = runs.live(campaignId);
    if (!live) return;
    const reopened = before === 'merged' && after !== 'merged';
    // What was merged may have gone into templates already.
    if (reopened && !shardId.startsWith(`${live.stage}/`)) await runs.restart(campaignId);
    else await dispatcher.refill(live);
  }

  private async quarantine(worker: string): Promise<void> {
    const { ledger, fleet, runs, log } = this.options;
    const changed = await ledger.leases.invalidate(worker);
    await fleet.setStatus(worker, 'quarantined');
    for (const campaignId of new Set(changed.map((shard) => shard.campaignId))) {
      const shards = changed.filter((shard) => shard.campaignId === campaignId);
      const message = `worker is not trusted any more; ${shards.length} of its shards are done again`;
      await log.add(campaignId, { level: 'error', message, workerId: worker });
      // A merged shard that is gone may have gone into templates: from the beginning, with what the ledger still has.
      await runs.restart(campaignId);
    }
  }

  private async waive(keys: readonly ShardKey[]): Promise<void> {
    if (keys.length === 0) return;
    const { ledger, runs, log } = this.options;
    for (const { campaignId, shardId, before, after } of await ledger.leases.waive(keys)) {
      runs.live(campaignId)?.moved(shardId, before, after, 0);
      const message = 'not confirmed: no other worker is there';
      await log.add(campaignId, { level: 'info', message, shardId });
    }
  }
}
