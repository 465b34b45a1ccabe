import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A cluster of the built program, on a data folder of its own. */
export interface RunningCluster {
  readonly host: string;
  readonly port: number;
  readonly token: string;
  /** Ends it, and removes its data. */
  readonly stop: () => Promise<void>;
}

/** Milliseconds for a cluster on a machine that has other things to do. */
const PATIENCE = 120_000;

export interface ClusterOptions {
  /** Two unless given. */
  readonly workers?: number;
  /** Where it has its data, which is kept; a folder of its own, which is not, unless given. */
  readonly data?: string;
  /** On top of that of this process. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts `darkreach up` and waits until it can be used. */
export async function startCluster({
  workers = 2,
  data: kept,
  environment = {},
}: ClusterOptions = {}): Promise<RunningCluster> {
  const folder = await mkdtemp(join(tmpdir(), 'darkreach-cluster-'));
  // Postgres runs as another user where this is root.
  await chmod(folder, 0o755);
  const data = kept ?? join(folder, 'data');
  const child = spawn(process.execPath, [resolve('dist/apps/cli/src/main.js'), 'up', '--workers', String(workers)], {
    env: { ...process.env, ...environment, DARKREACH_DATA: data },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
  const ended = new Promise<void>((done) => {
    child.on('close', () => done());
  });
  const stop = async (): Promise<void> => {
    child.kill('SIGINT');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  const deadline = Date.now() + PATIENCE;
  while (child.exitCode === null && Date.now() < deadline) {
    await sleep(200);
    const text = await readFile(join(data, 'cluster.json'), 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    const { server, token } = JSON.parse(text) as { server: string; token: string };
    const [host = '', port = ''] = server.split(':');
    return { host, port: Number(port), token, stop };
  }
  await stop();
  throw new Error(`no cluster came up; it said: ${said}`);
}
