import { afterEach, describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { openTemplateBook, WorkAddresses, type ShardJob } from '@darkreach/campaign';
import {
  decodeShardResult,
  FailureReason,
  LeaseDirective,
  LeaseRefusal,
  resultDigest,
  type ShardName,
  type ShardReference,
} from '@darkreach/cluster';
import { Logger } from '@nestjs/common';
import { FakeCoordinator, leaseFor, nothing, refusal, type Answers } from '../../fixtures/fake-coordinator.js';
import { campaign, computeBy, device, jobs, madeUp } from '../../fixtures/small-work.js';
import type { Compute } from '../compute/compute.js';
import { CampaignCache } from '../coordinator/campaign-cache.js';
import { introduce } from '../coordinator/connect.js';
import { CoordinatorLink } from '../coordinator/coordinator-link.js';
import { Heartbeat } from './heartbeat.js';
import { HeldLeases } from './held-leases.js';
import { ShardWork } from './shard-work.js';
import { Speed } from './speed.js';

Logger.overrideLogger(false);
const version = '1';
const job = jobs[0]!;
const shard: ShardReference = { campaignId: 'small-1', shardId: `simulate/${job.id}` };
const addresses = new WorkAddresses(openTemplateBook(campaign), device, version);
const give = (request: ShardName): ReturnType<typeof leaseFor> => leaseFor(request, job, addresses.ofShard(job));

class Bench {
  readonly leases = new HeldLeases();
  readonly speed = new Speed(1);
  readonly link: CoordinatorLink;
  readonly heartbeat: Heartbeat;
  readonly work: ShardWork;
  readonly refusals: string[] = [];
  excluded = 0;
  drains = 0;

  constructor(
    readonly coordinator: FakeCoordinator,
    compute: Compute,
    shardSeconds: number,
  ) {
    const logger = new Logger();
    const { leases, speed } = this;
    this.link = new CoordinatorLink(coordinator.context(), introduce(device, 1, version));
    const campaigns = new CampaignCache(this.link, device, version);
    const onExcluded = (): void => void (this.excluded += 1);
    const onDrain = (): void => void (this.drains += 1);
    const onRefused = (why: string): void => void this.refusals.push(why);
    this.heartbeat = new Heartbeat({ link: this.link, leases, speed, logger, onDrain, onRefused });
    this.work = new ShardWork({
      link: this.link,
      campaigns,
      compute,
      leases,
      speed,
      logger,
      shardSeconds,
      onExcluded,
    });
  }
}

let bench: Bench;
async function open(
  answers: Answers,
  run: Parameters<typeof computeBy>[0] = async (wanted) => madeUp(wanted),
  shardSeconds = 60,
): Promise<FakeCoordinator> {
  const coordinator = new FakeCoordinator(campaign, answers);
  await coordinator.start();
  bench = new Bench(coordinator, computeBy(run), shardSeconds);
  return coordinator;
}
afterEach(() => {
  bench.heartbeat.stop();
  bench.link.close();
  bench.coordinator.kill();
});

/** A shard that ends when it is stopped, and not before. */
const endless = (_: ShardJob, { signal }: { signal: AbortSignal }): Promise<never> =>
  new Promise((_resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop);
  });

describe('ShardWork', () => {
  it('computes the shard that a job names, and reports what it gives', async () => {
    const coordinator = await open({ acquire: give });
    expect(await bench.work.process(shard)).toBe('done');
    const [{ header, bytes }] = coordinator.uploads as [(typeof coordinator.uploads)[0]];
    expect(decodeShardResult(bytes)).toEqual(madeUp(job));
    expect(header.digest).toBe(resultDigest(bytes));
    expect(header.token).toEqual({ ...shard, attempt: 1, epoch: 1 });
    expect(bench.leases.all).toEqual([]);
    expect(bench.speed.events).toBe(job.events);
  });

  it.each([
    [LeaseRefusal.NOTHING_TO_DO, 'done', 0],
    [LeaseRefusal.PAUSED, 'done', 0],
    [LeaseRefusal.ANOTHER_WORKER, { againAfter: expect.any(Number) }, 0],
    [LeaseRefusal.WORKER_EXCLUDED, { againAfter: expect.any(Number) }, 1],
  ])('does what is to be done without a lease (%d)', async (refused, outcome, excluded) => {
    const coordinator = await open({ acquire: () => nothing(refused) });
    expect(await bench.work.process(shard)).toEqual(outcome);
    expect(bench.excluded).toBe(excluded);
    expect(coordinator.uploads).toEqual([]);
    expect(coordinator.failures).toEqual([]);
  });

  it('registers again where it is not known any more', async () => {
    let known = false;
    const coordinator = await open({
      register: () => void (known = true),
      acquire: (request) => {
        if (!known) throw refusal('NOT_FOUND', 'worker is not registered');
        return give(request);
      },
    });
    await bench.work.process(shard);
    expect(coordinator.registrations).toBe(1);
    expect(coordinator.uploads).toHaveLength(1);
  });

  it('refuses to compute what the coordinator has other formulas for', async () => {
    const coordinator = await open({ acquire: (request) => leaseFor(request, job, 'f'.repeat(64)) });
    await bench.work.process(shard);
    expect(coordinator.failures).toMatchObject([{ reason: FailureReason.OTHER_FORMULAS }]);
    expect(coordinator.failures[0]!.message).toContain(addresses.ofShard(job));
  });

  it('reports a computation that fails, numbers that cannot be, and shards that do not end', async () => {
    const nan = madeUp(job);
    nan.histogram.sumw[0] = NaN;
    const coordinator = await open({ acquire: give }, async () => nan);
    await bench.work.process(shard);
    bench = new Bench(
      coordinator,
      computeBy(() => Promise.reject(new Error('thread died'))),
      60,
    );
    await bench.work.process(shard);
    bench = new Bench(coordinator, computeBy(endless), 0.1);
    await bench.work.process(shard);
    expect(coordinator.failures.map(({ reason }) => reason)).toEqual([
      FailureReason.INVALID_RESULT,
      FailureReason.CRASHED,
      FailureReason.TIMED_OUT,
    ]);
    expect(coordinator.failures[1]!.message).toBe('thread died');
    expect(coordinator.uploads).toEqual([]);
  });

  it('reports a result that the coordinator does not take', async () => {
    const report = (): never => {
      throw refusal('INVALID_ARGUMENT', 'no');
    };
    const coordinator = await open({ acquire: give, report });
    await bench.work.process(shard);
    expect(coordinator.failures).toMatchObject([{ reason: FailureReason.INVALID_RESULT, message: 'no' }]);
  });

  it('brings its result to a coordinator that was away', async () => {
    const coordinator = await open({ acquire: give }, async (wanted) => {
      coordinator.kill();
      setTimeout(() => void coordinator.start(), 700);
      return madeUp(wanted);
    });
    await bench.work.process(shard);
    expect(coordinator.uploads).toHaveLength(1);
    expect(coordinator.failures).toEqual([]);
  });

  it('drops a shard that the coordinator does not want any more', async () => {
    const renew: Answers['renew'] = (tokens) => ({
      directives: tokens.map(() => LeaseDirective.ABANDON),
      drain: false,
    });
    const coordinator = await open({ acquire: give, renew }, endless);
    bench.heartbeat.start(0.05);
    await bench.work.process(shard);
    expect(coordinator.failures).toEqual([]);
    expect(coordinator.uploads).toEqual([]);
    expect(coordinator.renewed.some((tokens) => tokens.length === 1)).toBe(true);
  });

  it('gives a lease back that comes when it is about to end', async () => {
    const coordinator = await open({ acquire: give }, endless);
    bench.work.drain();
    await bench.work.process(shard);
    expect(coordinator.failures).toMatchObject([{ reason: FailureReason.GIVEN_BACK }]);
  });
});

describe('Heartbeat', () => {
  it('renews every lease, also those that wait for a thread, with one call', async () => {
    const coordinator = await open({ acquire: give }, endless);
    const work = [bench.work.process(shard), bench.work.process(shard)];
    while (bench.leases.all.length < 2) await delay(10);
    await bench.heartbeat.beat(1);
    expect(coordinator.renewed).toEqual([bench.leases.all.map(({ token }) => token)]);
    coordinator.answers = {
      renew: (tokens) => ({ directives: tokens.map(() => LeaseDirective.ABANDON), drain: true }),
    };
    await bench.heartbeat.beat(1);
    await Promise.all(work);
    expect(bench.drains).toBe(1);
  });

  it('beats on when nobody answers, and registers where it is not known', async () => {
    const coordinator = await open({});
    coordinator.kill();
    await bench.heartbeat.beat(1);
    let known = false;
    coordinator.answers = {
      register: () => void (known = true),
      renew: () => {
        if (!known) throw refusal('NOT_FOUND', 'worker is not registered');
        return { directives: [], drain: false };
      },
    };
    await coordinator.start();
    while (coordinator.registrations === 0) {
      await bench.heartbeat.beat(1);
      await delay(20);
    }
    expect(coordinator.registrations).toBe(1);
  });

  it('says when it is refused for good', async () => {
    await open({
      renew: () => {
        throw refusal('UNAUTHENTICATED', 'no such token');
      },
    });
    await bench.heartbeat.beat(1);
    expect(bench.refusals).toEqual(['no such token']);
  });
});
