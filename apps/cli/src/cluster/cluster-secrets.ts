import { freePort } from '@darkreach/cluster';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What stays the same over restarts, so that whoever watches finds the cluster again. */
export interface ClusterSecrets {
  readonly grpcPort: number;
  readonly httpPort: number;
  readonly operatorToken: string;
  readonly workerToken: string;
}

/** Ports (those of the last time, if they are free) and tokens of the cluster of a data folder. */
export async function clusterSecrets(folder: string): Promise<ClusterSecrets> {
  const file = join(folder, 'cluster-secrets.json');
  const kept = read(file);
  const grpcPort = await freePort(kept.grpcPort ?? 0);
  const secrets = {
    grpcPort,
    httpPort: await freePort(kept.httpPort === grpcPort ? 0 : (kept.httpPort ?? 0)),
    operatorToken: kept.operatorToken ?? newToken(),
    workerToken: kept.workerToken ?? newToken(),
  };
  writeFileSync(file, `${JSON.stringify(secrets, null, 1)}\n`, { mode: 0o600 });
  return secrets;
}

function read(file: string): Partial<ClusterSecrets> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Partial<ClusterSecrets>;
  } catch {
    return {};
  }
}

function newToken(): string {
  return randomBytes(24).toString('base64url');
}
