// The programs of a cluster, started for a benchmark: real processes, on either engine of the queue.
import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startEmbeddedPostgres } from '../../../dist/libs/cluster/src/index.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
export const OPERATOR = 'benchmark-operator-0123456789abcdef';
const WORKER = 'benchmark-worker-0123456789abcdef';

export const redisIsThere = spawnSync('redis-server', ['--version']).status === 0;

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function start(program, environment, log) {
  const child = spawn(process.execPath, [join(root, program)], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.on('data', (data) => log.push(String(data)));
  child.stderr.on('data', (data) => log.push(String(data)));
  return child;
}

async function startRedis(folder) {
  const port = await freePort();
  const words = ['--port', String(port), '--dir', folder, '--appendonly', 'yes', '--maxmemory-policy', 'noeviction'];
  const child = spawn('redis-server', [...words, '--bind', '127.0.0.1'], { stdio: 'ignore' });
  return { url: `redis://127.0.0.1:${port}`, child };
}

/**
 * A cluster with its own ledger.
 * @param worker program of the workers, from the root of the project
 */
export async function startCluster({ engine, workers, worker = 'dist/apps/worker/src/main.js' }) {
  const folder = mkdtempSync(join(tmpdir(), 'darkreach-bench-'));
  // Postgres runs as another user where this is root.
  chmodSync(folder, 0o755);
  const log = [];
  const postgres = await startEmbeddedPostgres({ dataFolder: join(folder, 'ledger') });
  const redis = engine === 'redis' ? await startRedis(folder) : undefined;
  const [grpcPort, httpPort] = [await freePort(), await freePort()];
  const server = `127.0.0.1:${grpcPort}`;
  const queue = redis ? { DARKREACH_REDIS_URL: redis.url } : {};
  const shared = { ...queue, DARKREACH_POSTGRES_URL: postgres.url, DARKREACH_LOG_LEVEL: 'warn' };
  const coordinator = start(
    'dist/apps/coordinator/src/main.js',
    {
      ...shared,
      DARKREACH_GRPC_ADDRESS: server,
      DARKREACH_HTTP_ADDRESS: `127.0.0.1:${httpPort}`,
      DARKREACH_OPERATOR_TOKEN: OPERATOR,
      DARKREACH_WORKER_TOKEN: WORKER,
      DARKREACH_VERIFY_FRACTION: '0',
    },
    log,
  );
  await ready(`http://127.0.0.1:${httpPort}/readyz`, log);
  const children = Array.from({ length: workers }, () =>
    start(
      worker,
      { ...shared, DARKREACH_COORDINATOR: server, DARKREACH_TOKEN: WORKER, DARKREACH_WORKER_THREADS: '1' },
      log,
    ),
  );
  return {
    server,
    log,
    /** Resident memory of the coordinator, bytes. */
    coordinatorMemory: () => {
      const status = readFileSync(`/proc/${coordinator.pid}/status`, 'utf8');
      return 1024 * Number(/VmRSS:\s+(\d+)/.exec(status)[1]);
    },
    stop: async () => {
      for (const child of [...children, coordinator]) child.kill('SIGKILL');
      redis?.child.kill('SIGKILL');
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function ready(url, log) {
  for (let i = 0; i < 300; i++) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(100);
  }
  throw new Error(`the coordinator is not ready:\n${log.join('')}`);
}
