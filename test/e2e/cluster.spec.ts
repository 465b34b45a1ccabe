import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startCluster, type RunningCluster } from '../clients/running-cluster.js';
import { callingCluster, darkreach, start, type Exit } from './darkreach.js';
import { digests } from './digests.js';
import { redisIsThere, startRedis } from './redis.js';

const QUICK = resolve('examples/campaigns/quick.yaml');
const LONG = 240_000;

let folder = '';
let reference: Record<string, string> = {};
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'darkreach-cluster-e2e-'));
  const output = join(folder, 'reference');
  await darkreach(folder, 'run', QUICK, '--in-process', '--workers', '2', '--output', output, '--quiet');
  reference = await digests(output);
}, LONG);
afterAll(() => rm(folder, { recursive: true }));

/** Calls the cluster as its operator. */
function caller({ host, port, token }: RunningCluster): (...words: readonly string[]) => Promise<Exit> {
  const environment = { DARKREACH_SERVER: `${host}:${port}`, DARKREACH_TOKEN: token };
  return (...words) => callingCluster(folder, environment, ...words);
}

/** The id of a campaign in what `submit` has printed. */
function campaignIn(out: string): string {
  const [id] = /^[a-z-]+-[0-9a-f]{12}(-\d+)?(?=\n| )/m.exec(out) ?? [];
  if (id === undefined) throw new Error(`no campaign in: ${out}`);
  return id;
}

describe.each([1, 2, 4])('a cluster with %d workers', (workers) => {
  it(
    'gives the bits of one process, its queue in Postgres',
    async () => {
      const cluster = await startCluster({ workers });
      try {
        const output = join(folder, `postgres-${workers}`);
        expect(await caller(cluster)('run', QUICK, '--output', output, '--quiet')).toMatchObject({ code: 0 });
        expect(await digests(output)).toEqual(reference);
      } finally {
        await cluster.stop();
      }
    },
    LONG,
  );

  (redisIsThere() ? it : it.skip)(
    'gives the bits of one process, its queue in Redis',
    async () => {
      const redis = await startRedis();
      const cluster = await startCluster({ workers, environment: { DARKREACH_REDIS_URL: redis.url } });
      try {
        const output = join(folder, `redis-${workers}`);
        expect(await caller(cluster)('run', QUICK, '--output', output, '--quiet')).toMatchObject({ code: 0 });
        expect(await digests(output)).toEqual(reference);
      } finally {
        await cluster.stop();
        await redis.stop();
      }
    },
    LONG,
  );
});

describe('campaigns on a cluster', () => {
  let cluster: RunningCluster;
  let call: ReturnType<typeof caller>;
  beforeAll(async () => {
    cluster = await startCluster();
    call = caller(cluster);
    await call('run', QUICK, '--output', join(folder, 'first'), '--quiet');
  }, LONG);
  afterAll(() => cluster.stop(), LONG);

  /** A campaign like the quick one, written to a file of that name. */
  async function changed(name: string, change: (text: string) => string): Promise<string> {
    const file = join(folder, `${name}.yaml`);
    await writeFile(file, change(await readFile(QUICK, 'utf8')).replace('name: quick', `name: ${name}`));
    return file;
  }

  it('are the same campaign when they are submitted again', async () => {
    const [once, again] = [await call('submit', QUICK), await call('submit', QUICK)];
    expect(once.code).toBe(0);
    expect(campaignIn(again.out)).toBe(campaignIn(once.out));
  });

  it(
    'take what is known from earlier ones, and say so before and after',
    async () => {
      const file = await changed('more', (text) =>
        text.replace('[20 fb^-1, 50 ab^-1]', '[20 fb^-1, 1 ab^-1, 50 ab^-1]'),
      );
      const plan = await call('submit', file, '--validate-only');
      expect(plan.out).toMatch(/13 of (the )?13 shards/);
      const { code, out } = await call('run', file, '--output', join(folder, 'more'));
      expect(code).toBe(0);
      expect(out).toMatch(/13 of 13 shards reused/);
    },
    LONG,
  );

  it(
    'may be paused, resumed, watched by one who is killed, and cancelled',
    async () => {
      const file = await changed('slow', (text) =>
        text.replace('background: 1e6', 'background: 3e8').replace('20260101', '7'),
      );
      const id = campaignIn((await call('submit', file)).out);
      const environment = { DARKREACH_SERVER: `${cluster.host}:${cluster.port}`, DARKREACH_TOKEN: cluster.token };
      const watching = start(folder, ['watch', id], environment);
      await watching.shown(/simulating/);
      watching.interrupt();
      await watching.exit;
      expect(await call('pause', id)).toMatchObject({ code: 0 });
      expect((await call('status', id)).out).toMatch(/paused/);
      expect(await call('resume', id)).toMatchObject({ code: 0 });
      expect(await call('cancel', id)).toMatchObject({ code: 0 });
      expect((await call('list')).out).toMatch(/cancelled/);
      const logs = await call('logs', id);
      expect(logs.out).toMatch(/paused[^]*resumed[^]*cancelled/);
      expect((await call('resume', id)).code).not.toBe(0);
    },
    LONG,
  );

  it(
    'can be verified on the machine of whoever doubts them',
    async () => {
      const id = campaignIn((await call('submit', QUICK)).out);
      const { code, out } = await call('verify', id, '--samples', '4');
      expect({ code, out: code === 0 ? '' : out }).toEqual({ code: 0, out: '' });
    },
    LONG,
  );

  it(
    'can be fetched when they have ended, and not be tried again when nothing was given up',
    async () => {
      const id = campaignIn((await call('submit', QUICK)).out);
      const output = join(folder, 'fetched');
      expect(await call('fetch', id, '--output', output)).toMatchObject({ code: 0 });
      expect(await digests(output)).toEqual(reference);
      const { code, err } = await call('retry', id, '--failed');
      expect(code).not.toBe(0);
      expect(err).toMatch(/succeeded/);
    },
    LONG,
  );

  it('are refused with file, line and column', async () => {
    const file = await changed('wrong', (text) => text.replace('[53 fb^-1]', '[53]'));
    const { code, err } = await call('submit', file);
    expect(code).toBe(2);
    expect(err).toMatch(/wrong\.yaml:9:20 .*unit/);
  });

  it('are not there for somebody without a token', async () => {
    const environment = {
      DARKREACH_SERVER: `${cluster.host}:${cluster.port}`,
      DARKREACH_TOKEN: 'nobody-0123456789abcdef',
    };
    const { code, err } = await callingCluster(folder, environment, 'list');
    expect(code).toBe(2);
    expect(err).toMatch(/token/i);
  });

  it('of another tenant are not seen', async () => {
    const made = await call('tokens', 'create', '--tenant', 'other', '--role', 'submitter');
    const [, tokenId = ''] = /Token (\S+);/.exec(made.err) ?? [];
    const environment = { DARKREACH_SERVER: `${cluster.host}:${cluster.port}`, DARKREACH_TOKEN: made.out.trim() };
    const theirs = (...words: readonly string[]): Promise<Exit> => callingCluster(folder, environment, ...words);
    const listed = await theirs('list');
    expect(listed.code).toBe(0);
    expect(listed.out).not.toMatch(/quick/);
    const id = campaignIn((await call('submit', QUICK)).out);
    expect((await theirs('status', id)).code).toBe(2);
    expect((await call('tokens', 'list')).out).toContain(tokenId);
    expect(await call('tokens', 'revoke', tokenId)).toMatchObject({ code: 0 });
    expect((await theirs('list')).code).toBe(2);
  });
});

describe('a shard that no worker can compute', () => {
  it(
    'is given up, marks its points, and is computed with retry --failed by workers that can',
    async () => {
      const data = await mkdtemp(join(tmpdir(), 'darkreach-retry-'));
      // Postgres runs as another user where this is root.
      await chmod(data, 0o755);
      const file = join(folder, 'given-up.yaml');
      const small = (await readFile(QUICK, 'utf8')).replace('[20 fb^-1, 50 ab^-1]', '[20 fb^-1]');
      await writeFile(file, small.replace('name: quick', 'name: given-up'));
      try {
        const broken = { DARKREACH_FAILPOINTS: 'thread.nan=babar/low-mass/gamma-gamma' };
        const first = await startCluster({ data, environment: broken });
        const run = await caller(first)('run', file, '--output', join(folder, 'given-up')).finally(first.stop);
        expect(run.code).toBe(3);
        const second = await startCluster({ data });
        try {
          const [id = ''] = /given-up-[0-9a-f]{12}/.exec((await caller(second)('list')).out) ?? [];
          expect((await caller(second)('status', id)).out).toMatch(/partial/);
          expect(await caller(second)('retry', id, '--failed')).toMatchObject({ code: 0 });
          expect(await caller(second)('watch', id)).toMatchObject({ code: 0 });
          expect((await caller(second)('status', id)).out).toMatch(/succeeded/);
        } finally {
          await second.stop();
        }
      } finally {
        await rm(data, { recursive: true, force: true });
      }
    },
    LONG,
  );
});

describe('a server that is not there', () => {
  it('is told in a line that says what to do', async () => {
    const environment = { DARKREACH_SERVER: '127.0.0.1:1', DARKREACH_TOKEN: 'x'.repeat(20) };
    const { code, err } = await callingCluster(folder, environment, 'list');
    expect(code).toBe(2);
    expect(err).toMatch(/127\.0\.0\.1:1/);
    expect(err).toMatch(/darkreach up/);
  });
});
