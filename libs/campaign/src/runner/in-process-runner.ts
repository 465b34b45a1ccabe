import type { LimitBand } from '@darkreach/statistics';
import { RunnerError } from '../errors.js';
import type { ShardJob } from '../plan/campaign-plan.js';
import { campaignDigest } from '../spec/campaign-digest.js';
import type { PartialHistogram } from '../stages/simulate.js';
import type { FitJob, GivenUp, Runner, RunnerDevice, RunnerSettings } from './runner.js';
import { ShardWorker } from './shard-worker.js';

/** Computes everything in the calling thread, one job after the other. */
export class InProcessRunner implements Runner {
  readonly workers = 1;
  private worker: ShardWorker | undefined;
  private readonly digest: string;

  constructor(private readonly settings: Pick<RunnerSettings, 'campaign' | 'device'>) {
    this.digest = campaignDigest(settings.campaign);
  }

  async open(): Promise<RunnerDevice> {
    const { campaign, device } = this.settings;
    this.worker = await ShardWorker.open(device);
    this.worker.remember(this.digest, campaign);
    return this.worker.identity;
  }

  async simulate(
    jobs: Iterable<ShardJob>,
    onResult: (partial: PartialHistogram) => void,
    signal: AbortSignal,
  ): Promise<readonly GivenUp[]> {
    for (const job of jobs) {
      signal.throwIfAborted();
      onResult(await asWorker(this.worker!.simulate(this.digest, job)));
    }
    return [];
  }

  async fit(
    jobs: Iterable<FitJob>,
    onResult: (id: string, band: LimitBand) => void,
    signal: AbortSignal,
  ): Promise<readonly GivenUp[]> {
    for (const job of jobs) {
      signal.throwIfAborted();
      onResult(job.id, await asWorker(this.worker!.fit(job)));
    }
    return [];
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
