import type { WorkerStatus } from './fleet-row.js';
import type { AcquireAnswer, AcquireRequest } from './lease-request.js';
import type { LedgerConnection } from './ledger-connection.js';
import { applyCommand, ShardBatch, type LockedShard } from './shard-batch.js';
import { readStatuses } from './worker-status.js';

/**
 * Hands shards out. Not durable at once: a lease that a crash of Postgres forgets can be given again to another worker, and
 * the worker is a part of its token; whichever result comes first is the one that counts.
 */
export async function acquireLeases(
  connection: LedgerConnection,
  requests: readonly AcquireRequest[],
): Promise<readonly AcquireAnswer[]> {
  if (requests.length === 0) return [];
  const workers = requests.map(({ worker }) => worker);
  return connection.transact(
    async ({ db, now }) => {
      const statuses = await readStatuses(db, workers);
      const batch = await ShardBatch.lock(db, requests, { tasks: true });
      const answers = requests.map((request) =>
        decide(batch.find(request), statuses.get(request.worker), request, now),
      );
      await batch.save();
      return answers;
    },
    { durable: false },
  );
}

function decide(
  shard: LockedShard | undefined,
  status: WorkerStatus | undefined,
  { worker, epoch, leaseMs, fleet }: AcquireRequest,
  now: number,
): AcquireAnswer {
  if (status !== 'active') return { kind: 'refused', refusal: 'worker-excluded' };
  if (shard?.campaignStatus === 'paused') return { kind: 'refused', refusal: 'paused' };
  if (shard?.campaignStatus !== 'running') return { kind: 'refused', refusal: 'nothing-to-do' };
  const { outcome, state } = applyCommand(shard, { kind: 'acquire', worker, epoch, now, leaseMs, fleet });
  if (outcome !== 'leased') return { kind: 'refused', refusal: outcome };
  const { stage, address, task, estimatedSeconds } = shard;
  return { kind: 'lease', token: { attempt: state.attempt, epoch }, stage, address, task, estimatedSeconds };
}
