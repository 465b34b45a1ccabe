import type { LimitBand } from '@darkreach/statistics';
import { RunnerError } from '../errors.js';
import type { ShardJob } from '../plan/campaign-plan.js';
import type { PartialHistogram } from '../stages/simulate.js';
import type { FitJob, Runner, RunnerDevice, RunnerSettings } from './runner.js';
import { ShardWorker } from './shard-worker.js';

/** Computes everything in the calling thread, one job after the other. */
export class InProcessRunner implements Runner {
  readonly workers = 1;
  private worker: ShardWorker | undefined;

  constructor(private readonly settings: Pick<RunnerSettings, 'campaign' | 'device'>) {}

  async open(): Promise<RunnerDevice> {
    this.worker = await ShardWorker.open(this.settings.campaign, this.settings.device);
    return this.worker.identity;
  }

  async simulate(
    jobs: readonly ShardJob[],
    onResult: (partial: PartialHistogram) => void,
    signal: AbortSignal,
  ): Promise<void> {
    for (const job of jobs) {
      signal.throwIfAborted();
      onResult(await asWorker(this.worker!.simulate(job)));
    }
  }

  async fit(
    jobs: readonly FitJob[],
    onResult: (id: string, band: LimitBand) => void,
    signal: AbortSignal,
  ): Promise<void> {
    for (const job of jobs) {
      signal.throwIfAborted();
      onResult(job.id, await asWorker(this.worker!.fit(job)));
    }
  }

  async close(): Promise<void> {
    await this.worker?.close();
  }
}

/** A failure as every runner reports it. */
async function asWorker<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw new RunnerError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
