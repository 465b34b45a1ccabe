import type { Kysely } from 'kysely';
import type { ShardChange } from './lease-request.js';
import type { LedgerDatabase } from './ledger-database.js';
import { disputeResults, trustResults } from './result-rows.js';
import { applyCommand, ShardBatch, type LockedShard } from './shard-batch.js';
import type { ShardCommand } from './shard-command.js';
import type { ShardKey } from './shard-row.js';

/** A shard that a command has changed. */
export interface ReconciledShard {
  readonly shard: LockedShard;
  readonly change: ShardChange;
}

/** Puts one command to many shards, in the transaction of the caller; returns those that it changed. */
export async function reconcileShards(
  db: Kysely<LedgerDatabase>,
  keys: readonly ShardKey[],
  command: ShardCommand,
): Promise<readonly ReconciledShard[]> {
  if (keys.length === 0) return [];
  const batch = await ShardBatch.lock(db, keys);
  for (const shard of batch.all()) applyCommand(shard, command);
  await batch.save();
  await trustResults(db, batch.changed());
  await disputeResults(db, batch.changed());
  return batch.changed().map((shard) => ({ shard, change: changeOf(shard) }));
}

function changeOf({ campaignId, shardId, stage, stored, state }: LockedShard): ShardChange {
  return { campaignId, shardId, stage, before: stored.phase, after: state.phase };
}
