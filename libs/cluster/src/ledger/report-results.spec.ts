import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestLedger, type TestLedger } from './fixtures/open-ledger.js';
import { campaignWith, keyOf, LEASE_MS, register, report, tokenOf } from './fixtures/test-campaign.js';
import type { ReportRequest } from './lease-request.js';
import type { Ledger } from './ledger.js';

const WORKERS = ['w0', 'w1', 'w2', 'w3'];
const BATCH = 50;

describe('merging', () => {
  let test: TestLedger;
  let ledger: Ledger;
  beforeAll(async () => {
    test = await openTestLedger();
    ledger = test.ledger;
    await register(ledger, ...WORKERS);
  });
  afterAll(async () => test.close());

  /** Leases all shards of a new campaign, and has the results at hand. */
  async function prepared(name: string, count: number): Promise<{ id: string; reports: readonly ReportRequest[] }> {
    const campaign = await campaignWith(ledger, name, count);
    const keys = Array.from({ length: count }, (_, ordinal) => keyOf(campaign, ordinal));
    const reports: ReportRequest[] = [];
    for (const some of batches(keys)) {
      const requests = some.map((key, index) => {
        const worker = WORKERS[index % WORKERS.length]!;
        return { ...key, worker, epoch: 1, leaseMs: LEASE_MS, fleet: WORKERS };
      });
      const answers = await ledger.leases.acquire(requests);
      answers.forEach((answer, index) => {
        const { worker, ...key } = requests[index]!;
        reports.push(report(key, worker, tokenOf(answer)));
      });
    }
    return { id: campaign.id, reports };
  }

  it('counts each shard once when eight connections report the same shards at the same time', async () => {
    const { id, reports } = await prepared('crowd', 200);
    const reported = await totalReported();
    const all = await Promise.all(
      Array.from({ length: 8 }, async (_, connection) => {
        const shuffled = [...reports].sort((a, b) => order(a, connection) - order(b, connection));
        const answers = [];
        for (const some of batches(shuffled)) answers.push(...(await ledger.leases.report(some)));
        return answers;
      }),
    );
    const outcomes = all.flat().map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(200);
    expect(outcomes.filter((outcome) => outcome === 'duplicate')).toHaveLength(7 * 200);
    expect(await ledger.shards.counts(id)).toMatchObject({ merged: 200, workDone: 200_000, secondsToGo: 0 });
    expect(await totalReported()).toBe(reported + 200);
  });

  it('loses nothing and repeats nothing while its connections are killed', async () => {
    const { id, reports } = await prepared('killed', 1_000);
    const reported = await totalReported();
    const stop = new AbortController();
    const killer = killConnections(stop.signal);
    const answers = await Promise.all(batches(reports).map((some) => ledger.leases.report(some))).finally(() => {
      stop.abort();
    });
    const killed = await killer;
    process.stdout.write(`merging: ${killed} connections killed\n`);
    expect(killed).toBeGreaterThan(0);
    // Not one is answered 'duplicate': whether a broken commit was one is known.
    expect(new Set(answers.flat().map(({ outcome }) => outcome))).toEqual(new Set(['accepted']));
    expect((await ledger.shards.counts(id)).merged).toBe(1_000);
    expect(await totalReported()).toBe(reported + 1_000);
    const query = { campaignId: id, stage: 'simulate', afterOrdinal: -1, limit: 2_000 } as const;
    expect(await ledger.shards.results(query)).toHaveLength(1_000);
  });

  it('takes several reports for one shard in their order', async () => {
    const { reports } = await prepared('order', 1);
    const [first] = reports;
    const other = report(first!, first!.worker, first!.token, 'another');
    const answers = await ledger.leases.report([first!, first!, other]);
    expect(answers.map(({ outcome, losers }) => [outcome, losers])).toEqual([
      ['accepted', []],
      ['duplicate', []],
      ['conflict', [first!.worker]],
    ]);
    expect(await ledger.leases.report([])).toEqual([]);
  });

  it('is quick', async () => {
    const count = 3_000;
    const leasing = performance.now();
    const { reports } = await prepared('quick', count);
    const merging = performance.now();
    for (const some of batches(reports)) await ledger.leases.report(some);
    const one = performance.now();
    const { reports: more } = await prepared('quicker', count);
    const several = performance.now();
    const queue = batches(more);
    const drain = async (): Promise<void> => {
      for (let some = queue.pop(); some !== undefined; some = queue.pop()) await ledger.leases.report(some);
    };
    await Promise.all([drain(), drain(), drain()]);
    const end = performance.now();
    const rate = (ms: number): string => `${Math.round((1_000 * count) / ms)}/s`;
    process.stdout.write(
      `merging: adding and leasing ${rate(merging - leasing)}, merging ${rate(one - merging)} by one connection, ` +
        `${rate(end - several)} by three, in batches of ${BATCH}\n`,
    );
  });

  /** One of those that are in the middle of something after the other, thirty at most. */
  /** Fewer times than a call is tried again, so that none can be unlucky each time. */
  async function killConnections(signal: AbortSignal): Promise<number> {
    let killed = 0;
    while (!signal.aborted && killed < 9) {
      const { rowCount } = await test.administrator.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where application_name = 'darkreach-ledger' and state <> 'idle' order by random() limit 1`,
      );
      killed += rowCount ?? 0;
      await sleep(30);
    }
    return killed;
  }

  async function totalReported(): Promise<number> {
    return (await ledger.workers.list()).reduce((sum, { reportedShards }) => sum + reportedShards, 0);
  }
});

function batches<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / BATCH) }, (_, n) => items.slice(n * BATCH, (n + 1) * BATCH));
}

/** Another order for each connection. */
function order({ digest }: ReportRequest, connection: number): number {
  return Number.parseInt(digest.slice(connection * 6, connection * 6 + 6), 16);
}
