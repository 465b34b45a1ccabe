import { LIVE_STATUSES } from './campaign-row.js';
import type { RenewAnswer, RenewRequest } from './lease-request.js';
import type { LedgerConnection } from './ledger-connection.js';
import { applyCommand, ShardBatch } from './shard-batch.js';

/** Keeps leases. Not durable at once: a renewal that a crash of Postgres forgets comes again with the next heartbeat. */
export async function renewLeases(
  connection: LedgerConnection,
  requests: readonly RenewRequest[],
): Promise<readonly RenewAnswer[]> {
  if (requests.length === 0) return [];
  return connection.transact(
    async ({ db, now }) => {
      const batch = await ShardBatch.lock(db, requests);
      const answers = requests.map(({ campaignId, shardId, worker, token, leaseMs }): RenewAnswer => {
        const shard = batch.find({ campaignId, shardId });
        if (shard === undefined || !LIVE_STATUSES.includes(shard.campaignStatus)) return 'abandon';
        return applyCommand(shard, { kind: 'renew', worker, token, now, leaseMs }).outcome;
      });
      await batch.save();
      return answers;
    },
    { durable: false },
  );
}
