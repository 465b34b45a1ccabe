import type { FitJob, KnownCampaign, LimitBand, PartialHistogram, RunnerDevice, ShardJob } from '@darkreach/campaign';

/** How a task is ended early, and who hears that it has begun. */
export interface ComputeOptions {
  readonly signal: AbortSignal;
  /** Called when the task begins: it may have waited for a thread. */
  readonly onStart: () => void;
}

/** Where a worker computes its shards; threads, unless a test or a benchmark brings something else. */
export interface Compute {
  /** Shards at the same time. */
  readonly threads: number;
  open(): Promise<RunnerDevice>;
  /** @throws the reason of the signal when it is aborted, else whatever has gone wrong */
  run(job: ShardJob | FitJob, campaign: KnownCampaign, options: ComputeOptions): Promise<PartialHistogram | LimitBand>;
  close(): Promise<void>;
}
