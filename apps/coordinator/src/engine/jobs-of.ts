import { API_LIMITS, type PendingShard } from '@darkreach/cluster';

/** Work of a job, in estimated seconds of one core: far more than the way through the queue, far less than a lease. */
const JOB_SECONDS = 0.1;

/**
 * Cuts pending shards, in the order of their ordinals, into jobs: long ones are alone, short ones with their neighbours, and one
 * that was with a worker which was lost is alone, for it may have been the reason. Where it cuts depends on the shard itself, so
 * that shards which are handed out again are cut into the same jobs.
 * @returns ids of the shards of each job
 */
export function jobsOf(
  pending: readonly Pick<PendingShard, 'shardId' | 'ordinal' | 'estimatedSeconds' | 'losses'>[],
): string[][] {
  const jobs: string[][] = [];
  let last = '';
  for (const { shardId, ordinal, estimatedSeconds, losses } of pending) {
    const most = losses > 0 ? 1 : API_LIMITS.batch.value;
    const size = Math.min(Math.max(Math.floor(JOB_SECONDS / estimatedSeconds), 1), most);
    const block = `${size}/${Math.floor(ordinal / size)}`;
    if (block === last) jobs.at(-1)!.push(shardId);
    else jobs.push([shardId]);
    last = block;
  }
  return jobs;
}
