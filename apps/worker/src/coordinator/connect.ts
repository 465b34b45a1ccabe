import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import type { RunnerDevice } from '@darkreach/campaign';
import { connectCluster, type RegisterWorkerRequest, type TlsMaterial } from '@darkreach/cluster';
import type { TlsFiles, WorkerConfig } from '../config/worker-config.js';
import { CoordinatorLink } from './coordinator-link.js';

/** Who this worker is, for the life of its process. */
export function introduce(device: RunnerDevice, threads: number, version: string): RegisterWorkerRequest {
  const host = hostname();
  const slug = host
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 40);
  const { backend, adapter, digest } = device;
  return {
    workerId: `${slug === '' ? 'worker' : slug}-${randomBytes(5).toString('hex')}`,
    displayName: host.slice(0, 256),
    version,
    device: { backend, adapter, digest },
    threads,
  };
}

/** Connects with the first call, and again when need be. */
export function connectCoordinator(config: WorkerConfig, me: RegisterWorkerRequest): CoordinatorLink {
  const { coordinator: server, token, insecure, tls } = config;
  const { context } = connectCluster({ server, token, insecure, tls: tls && readTls(tls) });
  return new CoordinatorLink(context, me);
}

function readTls({ authority, certificate, key }: TlsFiles): TlsMaterial {
  return {
    ...(authority !== undefined && { ca: readFileSync(authority) }),
    ...(certificate !== undefined && { cert: readFileSync(certificate) }),
    ...(key !== undefined && { key: readFileSync(key) }),
  };
}
