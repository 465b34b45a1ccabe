import { failpoint } from '../failpoint.js';
import { LIVE_STATUSES } from './campaign-row.js';
import type { WorkerStatus } from './fleet-row.js';
import type { ReportAnswer, ReportRequest } from './lease-request.js';
import type { LedgerConnection, LedgerTransaction } from './ledger-connection.js';
import { disputeResults, keepResults, type CountedResult } from './result-rows.js';
import { applyCommand, ShardBatch, type LockedShard } from './shard-batch.js';
import { countReports, lockStatuses } from './worker-status.js';

/** The merge: one durable transaction that is keyed by campaign and shard, and fenced by the tokens of the leases. */
export async function reportResults(
  connection: LedgerConnection,
  requests: readonly ReportRequest[],
): Promise<readonly ReportAnswer[]> {
  if (requests.length === 0) return [];
  const answers = await connection.transact((transaction) => merge(transaction, requests));
  await failpoint('coordinator.merge.after-commit');
  return answers;
}

async function merge({ db }: LedgerTransaction, requests: readonly ReportRequest[]): Promise<readonly ReportAnswer[]> {
  const workers = requests.map(({ worker }) => worker);
  const statuses = await lockStatuses(db, workers);
  const batch = await ShardBatch.lock(db, requests);
  const answers = requests.map((request) => decide(batch.find(request), statuses.get(request.worker), request));
  await batch.save();
  await keepResults(db, countedResults(batch, requests, answers));
  await disputeResults(db, batch.changed());
  await countReports(
    db,
    workers.filter((_, index) => answers[index]?.outcome === 'accepted'),
  );
  await failpoint('coordinator.merge.before-commit');
  return answers;
}

function decide(
  shard: LockedShard | undefined,
  status: WorkerStatus | undefined,
  { worker, token, digest, seconds }: ReportRequest,
): ReportAnswer {
  const phase = shard?.state.phase ?? 'pending';
  const heard = status !== undefined && status !== 'quarantined';
  if (shard === undefined || !heard || !LIVE_STATUSES.includes(shard.campaignStatus)) {
    return { outcome: 'stale', losers: [], before: phase, after: phase };
  }
  const { outcome, losers, before, after } = applyCommand(shard, { kind: 'report', worker, token, digest });
  if (outcome === 'accepted') shard.seconds = seconds;
  return { outcome, losers, before, after };
}

/** Results that have a vote: those of two workers that contradict each other are both kept until a third decides. */
function countedResults(
  batch: ShardBatch,
  requests: readonly ReportRequest[],
  answers: readonly ReportAnswer[],
): readonly CountedResult[] {
  return requests.flatMap((request, index) => {
    const { outcome, losers } = answers[index]!;
    const shard = batch.find(request);
    const counts = outcome === 'accepted' || (outcome === 'conflict' && losers.length === 0);
    if (shard === undefined || !counts) return [];
    const { digest, bytes, worker } = request;
    const merged = shard.state.phase === 'merged' && shard.state.digest === digest;
    return [{ address: shard.address, digest, bytes, worker, merged }];
  });
}
