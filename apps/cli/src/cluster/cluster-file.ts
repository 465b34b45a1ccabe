import { processIdentity } from '@darkreach/cluster';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How to reach the cluster that runs on a data folder. */
export interface RunningCluster {
  /** gRPC, `host:port`. */
  readonly server: string;
  /** Health and metrics, `host:port`. */
  readonly http: string;
  readonly token: string;
  /** The supervisor, and what tells it from a later process with the same number. */
  readonly pid: number;
  readonly identity: string;
}

/** Says who runs here, in a file that only its owner may read. */
export function writeClusterFile(folder: string, cluster: Omit<RunningCluster, 'pid' | 'identity'>): void {
  const file = clusterFile(folder);
  const content = { ...cluster, pid: process.pid, identity: processIdentity(process.pid) ?? '' };
  writeFileSync(`${file}.new`, `${JSON.stringify(content, null, 1)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

export function removeClusterFile(folder: string): void {
  rmSync(clusterFile(folder), { force: true });
}

/** The cluster that runs on a data folder; undefined when there is none, or its supervisor is gone. */
export function readClusterFile(folder: string): RunningCluster | undefined {
  try {
    const cluster = JSON.parse(readFileSync(clusterFile(folder), 'utf8')) as RunningCluster;
    return processIdentity(cluster.pid) === cluster.identity ? cluster : undefined;
  } catch {
    return undefined;
  }
}

function clusterFile(folder: string): string {
  return join(folder, 'cluster.json');
}
