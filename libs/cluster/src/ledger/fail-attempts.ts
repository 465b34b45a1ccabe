import type { FailAnswer, FailRequest } from './lease-request.js';
import type { LedgerConnection } from './ledger-connection.js';
import { applyCommand, ShardBatch } from './shard-batch.js';
import { storedText } from './stored-text.js';

/** Ends attempts that failed or were given back. */
export async function failAttempts(
  connection: LedgerConnection,
  requests: readonly FailRequest[],
): Promise<readonly FailAnswer[]> {
  if (requests.length === 0) return [];
  return connection.transact(async ({ db }) => {
    const batch = await ShardBatch.lock(db, requests);
    const answers = requests.map((request): FailAnswer => {
      const shard = batch.find(request);
      if (shard === undefined) return { outcome: 'stale', before: 'pending', after: 'pending' };
      const { worker, token, reason } = request;
      const message = storedText(request.message);
      const { outcome, before, after } = applyCommand(shard, { kind: 'fail', worker, token, reason, message });
      return { outcome, before, after };
    });
    await batch.save();
    return answers;
  });
}
