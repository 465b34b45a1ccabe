import { createHash } from 'node:crypto';
import type { Queue } from 'bullmq';
import { QueueUnavailableError } from '../errors.js';
import { makeQueue, prepareQueueEngine, type QueuedShards, type QueueEngine } from './queue-engine.js';

/** An answer that takes longer does not come, ms. */
const ANSWER_WITHIN = 10_000;

/** Jobs by state. */
export interface QueueCounts {
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
}

/** The queue of one pool, as the coordinator fills it. It may lose or repeat jobs. */
export interface ShardQueue {
  /**
   * Puts jobs into the queue; one of the same shards that is there already, waiting or with a worker, is not doubled.
   * @throws QueueUnavailableError when the engine does not answer; some of them may be in the queue then
   */
  add(jobs: readonly QueuedShards[]): Promise<void>;
  /** @throws QueueUnavailableError when the engine does not answer */
  counts(): Promise<QueueCounts>;
  /** Waits for nothing that does not answer. */
  close(): Promise<void>;
}

/**
 * Opens a queue, and on Postgres makes its tables. A connection that is lost later is taken up again by itself.
 * @throws QueueUnavailableError when the engine does not answer
 */
export async function openShardQueue(engine: QueueEngine, name: string): Promise<ShardQueue> {
  await within(prepareQueueEngine(engine), 'prepare the queue');
  const queue = await makeQueue(engine, name, { streams: { events: { maxLen: 100 } } });
  // Without a listener an 'error' would end the process; what fails is told by the call that fails.
  queue.on('error', () => undefined);
  try {
    await within(queue.waitUntilReady(), 'open the queue');
  } catch (error) {
    await closeWithin(queue);
    throw error;
  }
  return {
    add: async (jobs) => {
      if (jobs.length > 0) await within(queue.addBulk(jobs.map(toJob)), `add ${jobs.length} jobs to the queue`);
    },
    counts: async () => {
      const {
        waiting = 0,
        active = 0,
        delayed = 0,
      } = await within(queue.getJobCounts('waiting', 'active', 'delayed'), 'count the jobs of the queue');
      return { waiting, active, delayed };
    },
    close: () => closeWithin(queue),
  };
}

/** Shorter than a digest, and never an integer or with a colon, which ids of jobs may not be. */
export function jobIdOf({ campaignId, shardIds }: QueuedShards): string {
  const text = [campaignId, ...shardIds].join('\n');
  return `s${createHash('sha256').update(text).digest('hex').slice(0, 31)}`;
}

function toJob({ campaignId, shardIds }: QueuedShards): Parameters<Queue['addBulk']>[0][number] {
  const data: QueuedShards = { campaignId, shardIds };
  // How often a shard is tried is for the ledger to say.
  return {
    name: 'shards',
    data,
    opts: { jobId: jobIdOf(data), attempts: 1, removeOnComplete: true, removeOnFail: true },
  };
}

async function within<T>(work: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${ANSWER_WITHIN / 1000} s`)), ANSWER_WITHIN);
  });
  try {
    return await Promise.race([work, late]);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new QueueUnavailableError(`cannot ${what}: ${why}`, { cause });
  } finally {
    clearTimeout(timer);
  }
}

async function closeWithin(queue: Queue): Promise<void> {
  await within(queue.close(), 'close the queue').catch(() => queue.disconnect().catch(() => undefined));
}
