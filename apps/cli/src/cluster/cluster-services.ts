import type { PartialHistogram, ResolvedCampaign, ShardJob } from '@darkreach/campaign';
import type { ClusterAddress, ClusterConnection } from '@darkreach/cluster';
import type { DevicePreference } from '@darkreach/kernels';
import type { RunningCluster } from './cluster-file.js';
import type { LocalClusterOptions } from './local-cluster.js';

/** A cluster that this process has started. */
export interface StartedCluster {
  readonly server: string;
  readonly http: string;
  readonly token: string;
  readonly stop: () => Promise<void>;
}

export interface RecomputeRequest {
  readonly campaign: ResolvedCampaign;
  readonly jobs: readonly ShardJob[];
  readonly device: DevicePreference;
  readonly onResult: (job: ShardJob, partial: PartialHistogram) => void;
}

/** What commands ask of clusters. */
export interface ClusterServices {
  readonly connect: (address: ClusterAddress) => ClusterConnection;
  /** The cluster that runs on a data folder. */
  readonly running: (dataFolder: string) => RunningCluster | undefined;
  readonly startLocal: (options: LocalClusterOptions) => Promise<StartedCluster>;
  /** Computes shards in this process. */
  readonly recompute: (request: RecomputeRequest) => Promise<void>;
}
