import { setTimeout as delay } from 'node:timers/promises';
import type { Job, Worker } from 'bullmq';
import {
  makeWorker,
  prepareQueueEngine,
  type QueuedShards,
  type QueueEngine,
  type ShardReference,
} from './queue-engine.js';
import { openShardQueue, type ShardQueue } from './shard-queue.js';

/** What became of a shard of a job: it is done with, or another worker is to get it, after a while. */
export type JobOutcome = 'done' | { readonly againAfter: number };

export interface ShardProcessorOptions {
  /** Shards at the same time; see `ShardProcessor.concurrency`. */
  readonly concurrency: number;
  /** Jobs at the same time at the most, however short shards have been: the next may be long. */
  readonly mostJobs: number;
  /** A job whose worker is gone is given to another one after about this long, ms; 15 s unless given, which is the most. */
  readonly lockMs?: number;
  /** Called for whatever goes wrong with the queue itself; the processor goes on by itself. */
  readonly onError?: (error: Error) => void;
}

/** The queue of one pool, as a worker empties it. */
export interface ShardProcessor {
  /** Shards that are taken at the same time, in whole jobs: at least one job. May be changed at any time. */
  concurrency: number;
  /** Takes no more; what is being done goes on. */
  pause(): void;
  resume(): void;
  /** Takes no more, waits at most so many ms for what is being done, and lets go of the engine. */
  close(graceMs: number): Promise<void>;
}

/** The lease in the ledger is what counts: a lock that is longer keeps a lost shard in the queue without need. */
const LONGEST_LOCK = 15_000;
const SHORTEST_LOCK = 1000;
/** Weight of the newest job in their mean size. */
const NEWEST = 0.3;
const CLOSE_WITHIN = 2000;

/**
 * Takes jobs from a queue. The handler looks each up by its name; what it throws is told to `onError`, and the job is done
 * with: the reconciler brings it back if it is still wanted. A connection that is lost is taken up again, and never ends
 * the process.
 */
export async function openShardProcessor(
  engine: QueueEngine,
  name: string,
  handler: (shard: ShardReference) => Promise<JobOutcome>,
  options: ShardProcessorOptions,
): Promise<ShardProcessor> {
  await prepareQueueEngine(engine);
  const processor = new BullProcessor(engine, name, handler, options);
  await processor.begin();
  return processor;
}

class BullProcessor implements ShardProcessor {
  private worker!: Worker<QueuedShards>;
  /** Shards in a job, of late. */
  private size: number | undefined;
  private shards: number;
  private readonly onError: (error: Error) => void;
  private readonly timers = new Set<NodeJS.Timeout>();
  private queue: Promise<ShardQueue> | undefined;
  private stopping: Promise<void> | undefined;

  constructor(
    private readonly engine: QueueEngine,
    private readonly name: string,
    private readonly handler: (shard: ShardReference) => Promise<JobOutcome>,
    private readonly options: ShardProcessorOptions,
  ) {
    this.shards = options.concurrency;
    this.onError = options.onError ?? (() => undefined);
  }

  async begin(): Promise<void> {
    const { concurrency, lockMs } = this.options;
    const lock = Math.min(Math.max(lockMs ?? LONGEST_LOCK, SHORTEST_LOCK), LONGEST_LOCK);
    this.worker = await makeWorker(this.engine, this.name, (job, token) => this.process(job, token), {
      concurrency,
      lockDuration: lock,
      stalledInterval: Math.ceil(lock / 3),
      // A job is never given up by the queue.
      maxStalledCount: 2 ** 31 - 1,
      runRetryDelay: 1000,
      // A wake-up that goes astray costs so many seconds.
      drainDelay: 1,
    });
    this.worker.on('error', this.onError);
    this.worker.on('failed', (_, error) => this.onError(error));
  }

  get concurrency(): number {
    return this.shards;
  }

  set concurrency(shards: number) {
    this.shards = shards;
    this.adjust();
  }

  pause(): void {
    this.stopping ??= this.worker.pause().catch((error: unknown) => this.onError(error as Error));
  }

  resume(): void {
    this.stopping = undefined;
    void this.worker.resume();
  }

  async close(graceMs: number): Promise<void> {
    this.pause();
    this.timers.forEach(clearTimeout);
    const timeout = new AbortController();
    const pass = (ms: number): Promise<void> => delay(ms, undefined, { signal: timeout.signal }).catch(() => undefined);
    await Promise.race([this.stopping, pass(graceMs)]);
    await Promise.race([this.letGo(), pass(CLOSE_WITHIN)]);
    timeout.abort();
  }

  private async letGo(): Promise<void> {
    const queue = await this.queue?.catch(() => undefined);
    await Promise.allSettled([this.worker.close(true), queue?.close()]);
  }

  private adjust(): void {
    const jobs = Math.min(Math.max(Math.round(this.shards / (this.size ?? 1)), 1), this.options.mostJobs);
    if (this.worker.concurrency !== jobs) this.worker.concurrency = jobs;
  }

  private async process(job: Job<QueuedShards>, token: string | undefined): Promise<void> {
    // A job may come out of the queue in the moment in which it is paused.
    if (this.stopping !== undefined) {
      const { WaitingError } = await import('bullmq');
      await job.moveToWait(token);
      throw new WaitingError();
    }
    const { campaignId, shardIds } = job.data;
    this.size = this.size === undefined ? shardIds.length : this.size + NEWEST * (shardIds.length - this.size);
    this.adjust();
    const work = shardIds.map(async (shardId) => {
      const outcome = await this.handler({ campaignId, shardId });
      if (outcome !== 'done') this.addAgain({ campaignId, shardIds: [shardId] }, outcome.againAfter);
    });
    // One that fails does not take the others with it.
    await Promise.allSettled(work);
    await Promise.all(work);
  }

  /**
   * The job is finished and a new one comes later, for this shard. Jobs that BullMQ itself delays carry a time of day, which clocks that
   * are wrong would read in different ways.
   */
  private addAgain(job: QueuedShards, afterMs: number): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      this.openQueue()
        .then((queue) => queue.add([job]))
        .catch((error: unknown) => this.onError(error as Error));
    }, afterMs);
    this.timers.add(timer);
  }

  private openQueue(): Promise<ShardQueue> {
    const queue = (this.queue ??= openShardQueue(this.engine, this.name));
    queue.catch(() => (this.queue = undefined));
    return queue;
  }
}
