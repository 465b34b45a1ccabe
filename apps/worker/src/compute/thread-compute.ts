import {
  ComputeThreads,
  type DevicePreference,
  type FitJob,
  type KnownCampaign,
  type LimitBand,
  type PartialHistogram,
  type RunnerDevice,
  type ShardJob,
} from '@darkreach/campaign';
import type { Compute, ComputeOptions } from './compute.js';

/** Shards in worker_threads, each with a device of its own. */
export class ThreadCompute implements Compute {
  private readonly pool: ComputeThreads;

  constructor(
    readonly threads: number,
    device: DevicePreference,
  ) {
    this.pool = new ComputeThreads({ count: threads, device, program: new URL('./thread-main.js', import.meta.url) });
  }

  open(): Promise<RunnerDevice> {
    return this.pool.open();
  }

  run(job: ShardJob | FitJob, campaign: KnownCampaign, options: ComputeOptions): Promise<PartialHistogram | LimitBand> {
    switch (job.kind) {
      case 'shard-job':
        return this.pool.simulate(campaign, job, options);
      case 'fit-job':
        return this.pool.fit(job, options);
    }
  }

  close(): Promise<void> {
    return this.pool.close();
  }
}
