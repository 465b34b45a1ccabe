import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { InProcessRunner, type PartialHistogram, type ShardJob } from '@darkreach/campaign';
import {
  encodeShardResult,
  FailureReason,
  openShardQueue,
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type RegisterWorkerRequest,
  type ShardQueue,
} from '@darkreach/cluster';
import { FakeCoordinator, leaseFor, nothing } from '../fixtures/fake-coordinator.js';
import { campaign, jobs } from '../fixtures/small-work.js';

/** The worker as it was built, with real threads, against a coordinator of this test and a queue on Postgres. */
const program = fileURLToPath(new URL('../../../dist/apps/worker/src/main.js', import.meta.url));
const dataFolder = mkdtempSync(join(tmpdir(), 'worker-'));
const queueName = 'darkreach-worker-test';
const byShardId = new Map(jobs.map((job) => [`simulate/${job.id}`, job]));

/** Milliseconds; threads and Postgres take their time where others work on the same cores. */
const PATIENCE = 150_000;

/** Addresses hold the text of the formulas, which is another one where a test has compiled them. */
const library = new URL('../../../dist/libs/campaign/src/index.js', import.meta.url).href;
const ADDRESSES = `
  const { openTemplateBook, planShards, WorkAddresses } = await import(${JSON.stringify(library)});
  const { campaign, device, version } = JSON.parse(process.argv[1]);
  const book = openTemplateBook(campaign);
  const addresses = new WorkAddresses(book, device, version);
  const entries = [...planShards(campaign, book)].map((job) => [job.id, addresses.ofShard(job)]);
  console.log(JSON.stringify(entries));
`;

function addressesOf({ device, version }: RegisterWorkerRequest): ReadonlyMap<string, string> {
  const words = ['--input-type=module', '-e', ADDRESSES, JSON.stringify({ campaign, device, version })];
  const answer = execFileSync(process.execPath, words, { encoding: 'utf8' });
  return new Map(JSON.parse(answer) as [string, string][]);
}

let postgres: EmbeddedPostgres;
let queue: ShardQueue;
let coordinator: FakeCoordinator;
let worker: ChildProcess | undefined;

beforeAll(async () => {
  postgres = await startEmbeddedPostgres({ dataFolder });
  queue = await openShardQueue({ postgresUrl: postgres.url }, queueName);
});
afterAll(async () => {
  await queue.close();
  await postgres.stop();
  rmSync(dataFolder, { recursive: true, force: true });
});
afterEach(() => {
  worker?.kill('SIGKILL');
  coordinator.kill();
});

/** Starts a coordinator that has a lease for every shard, and a worker. */
async function start(environment: Readonly<Record<string, string>> = {}): Promise<void> {
  let addresses: ReadonlyMap<string, string> | undefined;
  coordinator = new FakeCoordinator(campaign, {
    queue: queueName,
    register: (request) => {
      addresses ??= addressesOf(request);
    },
    acquire: (request) => {
      const job = byShardId.get(request.shardId);
      const address = job && addresses?.get(job.id);
      return job && address !== undefined ? leaseFor(request, job, address) : nothing();
    },
  });
  await coordinator.start();
  worker = spawn(process.execPath, [program], {
    env: {
      ...process.env,
      DARKREACH_COORDINATOR: coordinator.address,
      DARKREACH_POSTGRES_URL: postgres.url,
      DARKREACH_REDIS_URL: '',
      DARKREACH_DEVICE: 'cpu',
      DARKREACH_WORKER_THREADS: '2',
      ...environment,
    },
    stdio: ['pipe', 'ignore', 'inherit'],
  });
}

async function end(signal: NodeJS.Signals | 'pipe'): Promise<{ code: unknown; seconds: number }> {
  const start_ = performance.now();
  const exit = once(worker!, 'exit');
  if (signal === 'pipe') worker!.stdin!.end();
  else worker!.kill(signal);
  const [code] = (await exit) as [number | null];
  return { code, seconds: (performance.now() - start_) / 1000 };
}

async function until(holds: () => boolean): Promise<void> {
  const deadline = performance.now() + 0.8 * PATIENCE;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`waited in vain: ${String(holds)}`);
    await delay(20);
  }
}

const add = (wanted: readonly ShardJob[]): Promise<void> =>
  queue.add([{ campaignId: 'small-1', shardIds: wanted.map(({ id }) => `simulate/${id}`) }]);

describe('the worker', () => {
  it(
    'computes the same bits as a run in one process, and ends when it is told to',
    async () => {
      await start();
      await add(jobs);
      await until(() => coordinator.uploads.length >= jobs.length);
      const expected: PartialHistogram[] = [];
      const runner = new InProcessRunner({ campaign, device: 'cpu' });
      await runner.open();
      await runner.simulate(jobs, (partial) => expected.push(partial), new AbortController().signal);
      await runner.close();
      const digests = coordinator.uploads.map(({ header }) => header.digest);
      expect(digests.sort()).toEqual(expected.map((partial) => encodeShardResult(partial).digest).sort());
      expect(await end('SIGTERM')).toMatchObject({ code: 0 });
      expect(coordinator.drained).toBe(1);
    },
    PATIENCE,
  );

  it(
    'survives a thread that dies, and ends with its supervisor',
    async () => {
      await start({ DARKREACH_FAILPOINTS: `thread.crash=${jobs[0]!.id}`, DARKREACH_PARENT_PIPE: '1' });
      await add(jobs);
      await until(() => coordinator.uploads.length >= jobs.length - 1 && coordinator.failures.length > 0);
      expect(coordinator.failures).toMatchObject([
        { reason: FailureReason.CRASHED, message: 'a worker thread ended with code 3' },
      ]);
      expect(await end('pipe')).toMatchObject({ code: 0 });
    },
    PATIENCE,
  );

  it(
    'gives back what does not fit the grace period',
    async () => {
      await start({ DARKREACH_FAILPOINTS: `thread.loop=${jobs[0]!.id}`, DARKREACH_GRACE_SECONDS: '4' });
      await add(jobs.slice(0, 1));
      await until(() => coordinator.renewed.some((tokens) => tokens.length === 1));
      const { code, seconds } = await end('SIGTERM');
      expect(code).toBe(0);
      expect(seconds).toBeLessThan(4.5);
      expect(coordinator.failures).toMatchObject([{ reason: FailureReason.GIVEN_BACK }]);
    },
    PATIENCE,
  );
});
