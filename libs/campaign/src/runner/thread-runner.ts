import { setMaxListeners } from 'node:events';
import type { LimitBand } from '@darkreach/statistics';
import type { ShardJob } from '../plan/campaign-plan.js';
import { campaignDigest } from '../spec/campaign-digest.js';
import type { PartialHistogram } from '../stages/simulate.js';
import { ComputeThreads } from './compute-threads.js';
import type { FitJob, GivenUp, Runner, RunnerDevice, RunnerSettings } from './runner.js';

/** One worker_thread per core, each with a device of its own; a free thread takes the next job. */
export class ThreadRunner implements Runner {
  readonly workers: number;
  private readonly threads: ComputeThreads;

  constructor(private readonly settings: RunnerSettings) {
    this.workers = settings.workers;
    this.threads = new ComputeThreads({ count: settings.workers, device: settings.device });
  }

  async open(): Promise<RunnerDevice> {
    return this.threads.open();
  }

  async simulate(
    jobs: Iterable<ShardJob>,
    onResult: (partial: PartialHistogram) => void,
    signal: AbortSignal,
  ): Promise<readonly GivenUp[]> {
    setMaxListeners(0, signal);
    const { campaign } = this.settings;
    const known = { digest: campaignDigest(campaign), campaign };
    return this.distribute(jobs, async (job) => onResult(await this.threads.simulate(known, job, { signal })));
  }

  async fit(
    jobs: Iterable<FitJob>,
    onResult: (id: string, band: LimitBand) => void,
    signal: AbortSignal,
  ): Promise<readonly GivenUp[]> {
    setMaxListeners(0, signal);
    return this.distribute(jobs, async (job) => onResult(job.id, await this.threads.fit(job, { signal })));
  }

  async close(): Promise<void> {
    await this.threads.close();
  }

  /** As many jobs at a time as there are threads; none is begun after one has failed. */
  private async distribute<J>(jobs: Iterable<J>, compute: (job: J) => Promise<void>): Promise<readonly GivenUp[]> {
    const iterator = jobs[Symbol.iterator]();
    let failed = false;
    const drain = async (): Promise<void> => {
      while (!failed) {
        const next = iterator.next();
        if (next.done === true) return;
        await compute(next.value).catch((error: unknown) => {
          failed = true;
          throw error;
        });
      }
    };
    await Promise.all(Array.from({ length: this.workers }, drain));
    return [];
  }
}
