import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { hasRedis, RedisServer } from '../../fixtures/redis-server.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../embedded/embedded-postgres.js';
import { freePort } from '../embedded/free-port.js';
import { QueueUnavailableError } from '../errors.js';
import { queueName, type QueuedShards, type QueueEngine, type ShardReference } from './queue-engine.js';
import { openShardProcessor, type JobOutcome, type ShardProcessor } from './shard-processor.js';
import { jobIdOf, openShardQueue, type ShardQueue } from './shard-queue.js';

/** Jobs of one shard. */
const shards = (count: number): QueuedShards[] =>
  Array.from({ length: count }, (_, i) => ({ campaignId: 'reach', shardIds: [`simulate/a/${i}`] }));

/** Waits until it holds, as long as the test may take. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await delay(20);
}

const open: (ShardQueue | ShardProcessor)[] = [];
let queues = 0;
afterEach(async () => {
  await Promise.all(open.splice(0).map((resource) => resource.close(0)));
});

async function makeQueue(engine: QueueEngine): Promise<{ queue: ShardQueue; name: string }> {
  const name = queueName(`test${(queues += 1)}`);
  const queue = await openShardQueue(engine, name);
  open.push(queue);
  return { queue, name };
}

async function process(
  engine: QueueEngine,
  name: string,
  handler: (shard: ShardReference) => Promise<JobOutcome>,
  concurrency = 4,
  mostJobs = 1000,
): Promise<ShardProcessor> {
  const processor = await openShardProcessor(engine, name, handler, { concurrency, mostJobs });
  open.push(processor);
  return processor;
}

function describeEngine(engine: () => QueueEngine): void {
  it('brings every shard to a worker, and each that is there already only once', async () => {
    const { queue, name } = await makeQueue(engine());
    const wanted = shards(50);
    await queue.add(wanted);
    await queue.add(wanted);
    expect(await queue.counts()).toEqual({ waiting: 50, active: 0, delayed: 0 });
    const seen: string[] = [];
    await process(engine(), name, async ({ shardId }) => {
      seen.push(shardId);
      return 'done';
    });
    await until(() => seen.length >= 50);
    await until(async () => (await queue.counts()).active === 0);
    expect(seen.sort()).toEqual(wanted.flatMap(({ shardIds }) => shardIds).sort());
    await queue.add(wanted.slice(0, 1));
    await until(() => seen.length === 51);
  });

  it('brings a shard back for another worker', async () => {
    const { queue, name } = await makeQueue(engine());
    const seen: string[] = [];
    await process(engine(), name, async ({ shardId }) => {
      seen.push(shardId);
      return seen.length === 1 ? { againAfter: 50 } : 'done';
    });
    await queue.add(shards(1));
    await until(() => seen.length === 2);
    expect(seen).toEqual(['simulate/a/0', 'simulate/a/0']);
  });

  it('takes all shards of a job, brings back only those that another worker is to have, and loses none for one that fails', async () => {
    const { queue, name } = await makeQueue(engine());
    const seen: string[] = [];
    await process(engine(), name, async ({ shardId }) => {
      seen.push(shardId);
      if (shardId === 'a') throw new Error('not today');
      return shardId === 'b' && seen.length <= 3 ? { againAfter: 50 } : 'done';
    });
    await queue.add([{ campaignId: 'reach', shardIds: ['a', 'b', 'c'] }]);
    await until(async () => seen.length === 4 && (await queue.counts()).active === 0);
    expect(seen).toEqual(['a', 'b', 'c', 'b']);
    expect((await queue.counts()).waiting).toBe(0);
  });

  it('takes fewer large jobs than small ones at a time', async () => {
    const { queue, name } = await makeQueue(engine());
    let running = 0;
    let finish = (): void => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    const handler = async ({ shardId }: ShardReference): Promise<JobOutcome> => {
      running += 1;
      if (!shardId.startsWith('first/')) await finished;
      return 'done';
    };
    const job = (name: string): QueuedShards => ({
      campaignId: 'reach',
      shardIds: Array.from({ length: 10 }, (_, i) => `${name}/${i}`),
    });
    const processor = await process(engine(), name, handler, 1);
    await queue.add([job('first')]);
    await until(async () => running === 10 && (await queue.counts()).active === 0);
    processor.concurrency = 40;
    await queue.add(Array.from({ length: 12 }, (_, n) => job(`${n}`)));
    await until(() => running >= 50);
    await delay(200);
    expect(running).toBe(50);
    finish();
    await until(async () => (await queue.counts()).waiting === 0);
  });

  it('takes no more jobs than it may, however many shards it may have', async () => {
    const { queue, name } = await makeQueue(engine());
    let running = 0;
    let finish = (): void => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    const handler = async ({ shardId }: ShardReference): Promise<JobOutcome> => {
      running += 1;
      if (shardId !== 'first') await finished;
      return 'done';
    };
    const processor = await process(engine(), name, handler, 1, 3);
    await queue.add([{ campaignId: 'reach', shardIds: ['first'] }]);
    await until(async () => running === 1 && (await queue.counts()).active === 0);
    processor.concurrency = 256;
    await queue.add(shards(20));
    await until(() => running >= 4);
    await delay(200);
    expect(running).toBe(4);
    finish();
    await until(async () => (await queue.counts()).waiting === 0);
  });

  it('is done with a job that fails, and goes on', async () => {
    const { queue, name } = await makeQueue(engine());
    let calls = 0;
    await process(engine(), name, async () => {
      calls += 1;
      throw new Error('not today');
    });
    await queue.add(shards(3));
    await until(async () => calls === 3 && (await queue.counts()).active === 0);
    expect(await queue.counts()).toEqual({ waiting: 0, active: 0, delayed: 0 });
  });

  it('takes as many at a time as it is told to, and no more when it is paused', async () => {
    const { queue, name } = await makeQueue(engine());
    let running = 0;
    let most = 0;
    let finish = (): void => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    const processor = await process(
      engine(),
      name,
      async () => {
        running += 1;
        most = Math.max(most, running);
        await Promise.race([finished, delay(40)]);
        running -= 1;
        return 'done';
      },
      1,
    );
    await queue.add(shards(60));
    await until(() => most > 0);
    await delay(150);
    expect(most).toBe(1);
    processor.concurrency = 5;
    await until(() => most === 5);
    processor.pause();
    await until(() => running === 0);
    const { waiting } = await queue.counts();
    await delay(100);
    expect(running).toBe(0);
    expect((await queue.counts()).waiting).toBe(waiting);
    finish();
    processor.resume();
    await until(async () => (await queue.counts()).waiting === 0);
  });

  it('is closed in time, whatever a handler does', async () => {
    const { queue, name } = await makeQueue(engine());
    let started = false;
    const processor = await process(engine(), name, () => {
      started = true;
      return new Promise(() => undefined);
    });
    await queue.add(shards(1));
    await until(() => started);
    const start = performance.now();
    await processor.close(100);
    expect(performance.now() - start).toBeLessThan(3000);
  });
}

describe('jobIdOf', () => {
  it('is an id that BullMQ takes, and differs with the shards', () => {
    const ids = shards(1000).map(jobIdOf);
    expect(new Set(ids).size).toBe(1000);
    for (const id of ids) expect(id).toMatch(/^s[0-9a-f]{31}$/);
    expect(jobIdOf({ campaignId: 'a', shardIds: ['b'] })).not.toBe(jobIdOf({ campaignId: 'b', shardIds: ['a'] }));
    expect(jobIdOf({ campaignId: 'a', shardIds: ['b', 'c'] })).not.toBe(jobIdOf({ campaignId: 'a', shardIds: ['b'] }));
  });
});

describe('the queue on Postgres', () => {
  let postgres: EmbeddedPostgres;
  const dataFolder = mkdtempSync(join(tmpdir(), 'queue-'));
  beforeAll(async () => {
    postgres = await startEmbeddedPostgres({ dataFolder });
  });
  afterAll(async () => {
    await postgres.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  describeEngine(() => ({ postgresUrl: postgres.url }));

  it('goes on after Postgres was started again', async () => {
    const { queue, name } = await makeQueue({ postgresUrl: postgres.url });
    const seen = new Set<string>();
    await process({ postgresUrl: postgres.url }, name, async ({ shardId }) => {
      seen.add(shardId);
      return 'done';
    });
    await queue.add(shards(2));
    await until(() => seen.size === 2);
    await postgres.stop();
    await expect(queue.add(shards(3))).rejects.toThrow(QueueUnavailableError);
    postgres = await startEmbeddedPostgres({ dataFolder, port: postgres.port });
    await until(async () =>
      queue.add(shards(4)).then(
        () => true,
        () => false,
      ),
    );
    await until(() => seen.size === 4);
  });
});

const redisIt = hasRedis() ? describe : describe.skip;
redisIt('the queue on Redis', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = new RedisServer(await freePort());
    await redis.start();
  });
  afterAll(() => redis.kill());

  describeEngine(() => ({ redisUrl: redis.url }));

  it('goes on after everything was deleted, and after a crash', async () => {
    const engine = { redisUrl: redis.url };
    const { queue, name } = await makeQueue(engine);
    const seen: string[] = [];
    await process(engine, name, async ({ shardId }) => {
      seen.push(shardId);
      return 'done';
    });
    await queue.add(shards(1));
    await until(() => seen.length === 1);
    await redis.command('FLUSHALL');
    await queue.add(shards(1));
    await until(() => seen.length === 2);
    await redis.kill();
    const start = performance.now();
    await expect(queue.add(shards(1))).rejects.toThrow(QueueUnavailableError);
    expect(performance.now() - start).toBeLessThan(12_000);
    await redis.start();
    await until(async () =>
      queue.add(shards(1)).then(
        () => true,
        () => false,
      ),
    );
    await until(() => seen.length >= 3);
  });
});
