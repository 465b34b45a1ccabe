import { campaignDigest, ComputeThreads } from '@darkreach/campaign';
import { connectCluster } from '@darkreach/cluster';
import { availableParallelism } from 'node:os';
import { readClusterFile } from './cluster-file.js';
import type { ClusterServices, RecomputeRequest } from './cluster-services.js';
import { LocalCluster } from './local-cluster.js';

/** Clusters themselves. */
export const realCluster: ClusterServices = {
  connect: connectCluster,
  running: readClusterFile,
  startLocal: (options) => LocalCluster.start(options),
  recompute,
};

async function recompute({ campaign, jobs, device, onResult }: RecomputeRequest): Promise<void> {
  const threads = new ComputeThreads({ count: Math.max(1, Math.min(jobs.length, availableParallelism())), device });
  try {
    await threads.open();
    const known = { digest: campaignDigest(campaign), campaign };
    await Promise.all(jobs.map(async (job) => onResult(job, await threads.simulate(known, job))));
  } finally {
    await threads.close();
  }
}
