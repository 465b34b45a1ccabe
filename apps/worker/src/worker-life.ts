import { setTimeout as delay } from 'node:timers/promises';
import { openShardProcessor, type RegisterWorkerResponse, type ShardProcessor } from '@darkreach/cluster';
import type { LoggerService } from '@nestjs/common';
import type { Compute } from './compute/compute.js';
import type { WorkerConfig } from './config/worker-config.js';
import type { CoordinatorLink } from './coordinator/coordinator-link.js';
import { patiently } from './coordinator/patiently.js';
import { planDrain } from './drain/plan-drain.js';
import { ShardStoppedError } from './errors.js';
import type { Heartbeat } from './shards/heartbeat.js';
import type { HeldLeases } from './shards/held-leases.js';
import type { ShardWork } from './shards/shard-work.js';
import type { Speed } from './shards/speed.js';

export interface WorkerLifeOptions {
  readonly config: WorkerConfig;
  readonly compute: Compute;
  readonly link: CoordinatorLink;
  readonly heartbeat: Heartbeat;
  readonly work: ShardWork;
  readonly leases: HeldLeases;
  readonly speed: Speed;
  readonly logger: LoggerService;
}

/** Kept from the grace period for giving back what is not finished, and for saying goodbye; seconds. */
const LAST_WORDS = 1.5;
/** Jobs that a thread has at the most: one is computed, one is reported, and one is on its way. */
const JOBS_A_THREAD = 3;
/** Time between two tries to reach the queue at the start, ms. */
const QUEUE_AGAIN = 1000;

/** A worker from its registration to its end. */
export class WorkerLife {
  private readonly ending = new AbortController();
  private processor: ShardProcessor | undefined;

  constructor(private readonly options: WorkerLifeOptions) {}

  /**
   * Registers, however long the coordinator takes to come up, and begins to take jobs.
   * @throws CallError when the coordinator does not want this worker
   */
  async start(): Promise<void> {
    const { link, heartbeat, logger } = this.options;
    const registration = await patiently(() => link.register(), {
      seconds: Infinity,
      signal: this.ending.signal,
      onRetry: (error) => {
        logger.warn(`not registered yet: ${error.message}`, 'worker');
      },
    });
    heartbeat.start(registration.heartbeatSeconds);
    await this.openQueue(registration);
    logger.log(`${link.workerId} takes jobs from ${registration.queue}`, 'worker');
  }

  /** Takes no more jobs; what is being done goes on. */
  exclude(): void {
    this.options.logger.error('the coordinator gives no more shards to this worker', undefined, 'worker');
    this.processor?.pause();
  }

  /** Finishes what fits the grace period, gives the rest back at once, and lets go of everything. */
  async stop(): Promise<void> {
    if (this.ending.signal.aborted) return;
    this.ending.abort();
    const { config, compute, link, heartbeat, work, leases, speed, logger } = this.options;
    const end = performance.now() + 1000 * config.graceSeconds;
    const left = (): number => Math.max((end - performance.now()) / 1000 - LAST_WORDS, 0);
    this.processor?.pause();
    work.drain();
    const goodbye = link
      .ask((calls) => calls.drainWorker({ workerId: link.workerId }, { timeout: 3 }))
      .catch((error: unknown) => {
        logger.warn(`the coordinator does not hear that this worker ends: ${String(error)}`);
      });
    const candidates = leases.all.map((lease) => ({
      lease,
      phase: lease.phase,
      elapsedSeconds: lease.elapsedSeconds,
      expectedSeconds: speed.expect(lease.estimatedSeconds),
    }));
    const { finish, giveBack } = planDrain(candidates, compute.threads, left());
    logger.log(`${finish.length} shards are finished, ${giveBack.length} are given back`, 'worker');
    giveBack.forEach(({ lease }) => lease.stop(givenBack()));
    await atMost(leases.empty(), left());
    leases.all.forEach((lease) => lease.stop(givenBack()));
    await atMost(Promise.all([leases.empty(), goodbye]), LAST_WORDS / 2);
    heartbeat.stop();
    await this.processor?.close(200);
    await compute.close();
    link.close();
  }

  private async openQueue({ queue, leaseSeconds }: RegisterWorkerResponse): Promise<void> {
    const { config, compute, work, speed, logger } = this.options;
    const handler: Parameters<typeof openShardProcessor>[2] = async (shard) => {
      const outcome = await work.process(shard);
      if (this.processor && this.processor.concurrency !== speed.concurrency) {
        this.processor.concurrency = speed.concurrency;
      }
      return outcome;
    };
    const onError = (error: Error): void => {
      logger.warn(`queue: ${error.message}`, 'worker');
    };
    while (this.processor === undefined && !this.ending.signal.aborted) {
      try {
        this.processor = await openShardProcessor(config.queue, queue, handler, {
          concurrency: compute.threads,
          mostJobs: JOBS_A_THREAD * compute.threads,
          // A lock that outlives the lease would keep the job of a lost worker from the others.
          lockMs: 1000 * leaseSeconds,
          onError,
        });
      } catch (error) {
        onError(error as Error);
        await delay(QUEUE_AGAIN);
      }
    }
  }
}

function givenBack(): ShardStoppedError {
  return new ShardStoppedError('given-back', 'this worker has to go');
}

async function atMost(work: Promise<unknown>, seconds: number): Promise<void> {
  const controller = new AbortController();
  const late = delay(1000 * seconds, undefined, { signal: controller.signal }).catch(() => undefined);
  await Promise.race([work, late]);
  controller.abort();
}
