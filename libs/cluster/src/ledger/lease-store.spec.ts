import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CampaignRow } from './campaign-row.js';
import { openTestLedger, type TestLedger } from './fixtures/open-ledger.js';
import {
  campaignWith,
  keyOf,
  lease,
  LEASE_MS,
  newCampaign,
  newShards,
  register,
  report,
  sha256,
  tokenOf,
} from './fixtures/test-campaign.js';
import type { AcquireRequest } from './lease-request.js';
import type { Ledger } from './ledger.js';
import type { FencingToken } from './shard-command.js';
import type { ShardKey } from './shard-row.js';

describe('leases', () => {
  let test: TestLedger;
  let ledger: Ledger;
  beforeAll(async () => {
    test = await openTestLedger();
    ledger = test.ledger;
    await register(ledger, 'w1', 'w2', 'w3');
  });
  afterAll(async () => test.close());

  const asks = (key: ShardKey, worker: string, leaseMs = LEASE_MS): AcquireRequest => {
    return { ...key, worker, epoch: 1, leaseMs, fleet: ['w1', 'w2', 'w3'] };
  };
  const refusal = async (key: ShardKey, worker: string): Promise<string> => {
    const [answer] = await ledger.leases.acquire([asks(key, worker)]);
    return answer?.kind === 'refused' ? answer.refusal : 'leased';
  };
  const brings = async (key: ShardKey, worker: string, token: FencingToken, text: string) => {
    const [answer] = await ledger.leases.report([report(key, worker, token, text)]);
    return answer!;
  };
  const solves = async (key: ShardKey, worker: string, text: string) => {
    return brings(key, worker, await lease(ledger, key, worker), text);
  };
  const phaseOf = async (key: ShardKey) => (await ledger.shards.get(key))?.phase;

  it('come with the task, once, and every request of a batch is answered in its order', async () => {
    const campaign = await campaignWith(ledger, 'batch', 2);
    const key = keyOf(campaign, 0);
    const unknown = { campaignId: campaign.id, shardId: 'simulate/none/0' };
    const answers = await ledger.leases.acquire([
      asks(key, 'w1'),
      asks(unknown, 'w1'),
      asks(key, 'w2'),
      asks(keyOf(campaign, 1), 'nobody'),
    ]);
    expect(answers).toEqual([
      {
        kind: 'lease',
        token: { attempt: 1, epoch: 1 },
        stage: 'simulate',
        address: sha256('batch/0'),
        task: Buffer.from('task batch/0'),
        estimatedSeconds: 2,
      },
      { kind: 'refused', refusal: 'nothing-to-do' },
      { kind: 'refused', refusal: 'nothing-to-do' },
      { kind: 'refused', refusal: 'worker-excluded' },
    ]);
    expect(await ledger.leases.acquire([])).toEqual([]);
  });

  it('are refused while a campaign is paused, and dropped when it has ended', async () => {
    const campaign = await campaignWith(ledger, 'ended', 2);
    const key = keyOf(campaign, 0);
    const token = await lease(ledger, key, 'w1');
    const renew = { ...key, worker: 'w1', token, leaseMs: LEASE_MS };
    await ledger.campaigns.update(campaign.id, { status: 'paused' });
    expect(await refusal(keyOf(campaign, 1), 'w1')).toBe('paused');
    expect(await ledger.leases.renew([renew, { ...renew, worker: 'w2' }])).toEqual(['continue', 'abandon']);
    await ledger.campaigns.update(campaign.id, { status: 'cancelled' });
    expect(await refusal(keyOf(campaign, 1), 'w1')).toBe('nothing-to-do');
    expect(await ledger.leases.renew([renew])).toEqual(['abandon']);
    expect((await brings(key, 'w1', token, 'late')).outcome).toBe('stale');
  });

  it('are not given to workers that drain', async () => {
    const campaign = await campaignWith(ledger, 'drain', 1);
    await ledger.workers.setStatus('w3', 'draining');
    expect(await refusal(keyOf(campaign, 0), 'w3')).toBe('worker-excluded');
    await ledger.workers.setStatus('w3', 'active');
    expect(await refusal(keyOf(campaign, 0), 'w3')).toBe('leased');
  });

  it('run out by the clock of the database, and a late result still counts while nobody else has the shard', async () => {
    const campaign = await campaignWith(ledger, 'late', 2);
    const [first, second] = [keyOf(campaign, 0), keyOf(campaign, 1)];
    const [early, other] = await ledger.leases.acquire([asks(first, 'w1', 0), asks(second, 'w1', 0)]);
    const expired = await ledger.leases.expire(100);
    expect(expired).toHaveLength(2);
    expect(expired).toContainEqual({ ...first, stage: 'simulate', worker: 'w1', before: 'leased', after: 'pending' });
    expect(await ledger.leases.expire(100)).toEqual([]);
    expect(await brings(first, 'w1', tokenOf(early), 'right')).toMatchObject({ outcome: 'accepted', after: 'merged' });
    const newer = await lease(ledger, second, 'w2');
    expect((await brings(second, 'w1', tokenOf(other), 'right')).outcome).toBe('stale');
    expect((await brings(second, 'w2', newer, 'right')).outcome).toBe('accepted');
    expect((await brings(second, 'w1', tokenOf(other), 'right')).outcome).toBe('duplicate');
  });

  it('are given another term when a coordinator starts', async () => {
    const campaign = await campaignWith(ledger, 'restart', 1);
    await ledger.leases.acquire([asks(keyOf(campaign, 0), 'w1', 0)]);
    expect(await ledger.leases.extendAll(LEASE_MS)).toBeGreaterThan(0);
    expect(await ledger.leases.expire(100)).toEqual([]);
  });

  it('end by failures, of which three on distinct workers give the shard up, until it is tried again', async () => {
    const campaign = await campaignWith(ledger, 'poison', 1);
    const key = keyOf(campaign, 0);
    const fails = async (worker: string) => {
      const token = await lease(ledger, key, worker);
      const failure = { ...key, worker, token, reason: 'crashed', message: 'exit 139\0' } as const;
      const [answer, again] = await ledger.leases.fail([failure, failure]);
      expect(again?.outcome).toBe('stale');
      return answer?.after;
    };
    expect(await fails('w1')).toBe('pending');
    expect(await refusal(key, 'w1')).toBe('another-worker');
    expect(await fails('w2')).toBe('pending');
    expect(await fails('w3')).toBe('quarantined');
    expect(await ledger.shards.quarantined(campaign.id, 'simulate')).toEqual([
      { shardId: key.shardId, failure: 'failed 3 times, last on w3: crashed, exit 139' },
    ]);
    expect(await ledger.leases.retryQuarantined(campaign.id)).toBe(1);
    expect(await phaseOf(key)).toBe('pending');
    expect(await refusal(key, 'w1')).toBe('leased');
  });

  it('are given again for a second result, which merges or is decided by a third', async () => {
    const campaign = await campaignWith(ledger, 'verify', 2, { quorum: 2 });
    const [agreed, disputed] = [keyOf(campaign, 0), keyOf(campaign, 1)];
    expect(await solves(agreed, 'w1', 'right')).toMatchObject({ outcome: 'accepted', after: 'pending' });
    expect(await ledger.leases.awaitingConfirmation(0, 10)).toEqual([{ ...agreed, voters: ['w1'], failed: [] }]);
    expect(await ledger.leases.awaitingConfirmation(60, 10)).toEqual([]);
    expect(await ledger.shards.knownAddresses([sha256('verify/0')])).toEqual(new Set());
    expect(await refusal(agreed, 'w1')).toBe('another-worker');
    expect(await solves(agreed, 'w2', 'right')).toMatchObject({ outcome: 'accepted', after: 'merged', losers: [] });
    await solves(disputed, 'w1', 'wrong');
    await solves(disputed, 'w2', 'right');
    expect(await solves(disputed, 'w3', 'right')).toMatchObject({ after: 'merged', losers: ['w1'] });
    expect((await ledger.shards.get(disputed))?.votes.map(({ worker }) => worker)).toEqual(['w2', 'w3']);
  });

  it('do without a second result where nobody can find one', async () => {
    const campaign = await campaignWith(ledger, 'alone', 2, { quorum: 2 });
    const [alone, disputed] = [keyOf(campaign, 0), keyOf(campaign, 1)];
    await solves(alone, 'w1', 'right');
    await solves(disputed, 'w1', 'one');
    await solves(disputed, 'w2', 'another');
    expect(await ledger.leases.waive([alone, disputed])).toEqual([
      { ...alone, stage: 'simulate', before: 'pending', after: 'merged' },
      { ...disputed, stage: 'simulate', before: 'pending', after: 'quarantined' },
    ]);
    expect(await ledger.shards.knownAddresses([sha256('alone/0'), sha256('alone/1')])).toEqual(
      new Set([sha256('alone/0')]),
    );
    const [{ failure } = { failure: '' }] = await ledger.shards.quarantined(campaign.id, 'simulate');
    expect(failure).toBe('2 workers found different results: w1, w2');
  });

  it('open a shard again when a second worker contradicts the first', async () => {
    const campaign = await campaignWith(ledger, 'word against word', 1);
    const key = keyOf(campaign, 0);
    const [late] = await ledger.leases.acquire([asks(key, 'w1', 0)]);
    await ledger.leases.expire(100);
    expect((await solves(key, 'w2', 'wrong')).after).toBe('merged');
    expect(await brings(key, 'w1', tokenOf(late), 'right')).toEqual({
      outcome: 'conflict',
      losers: [],
      before: 'merged',
      after: 'pending',
    });
    expect(await ledger.shards.knownAddresses([sha256('word against word/0')])).toEqual(new Set());
    expect(await solves(key, 'w3', 'right')).toMatchObject({ after: 'merged', losers: ['w2'] });
    expect(await texts(campaign)).toEqual(['right']);
  });

  it('forget what a worker has found in every campaign that goes on, and reuse it no more', async () => {
    await register(ledger, 'liar');
    const first = await campaignWith(ledger, 'lies', 3);
    await solves(keyOf(first, 0), 'liar', 'wrong');
    await solves(keyOf(first, 1), 'w1', 'right');
    const held = await lease(ledger, keyOf(first, 2), 'liar');
    const { campaign: heir } = await ledger.campaigns.create(newCampaign('heir of lies'));
    expect(await ledger.shards.add(heir.id, newShards(3, {}, 'lies'))).toEqual({ added: 3, reused: 2 });
    const opened = await ledger.leases.invalidate('liar');
    expect(opened.map(({ campaignId, shardId, before, after }) => [campaignId, shardId, before, after])).toEqual([
      [heir.id, 'simulate/lies/0', 'merged', 'pending'],
      [first.id, 'simulate/lies/0', 'merged', 'pending'],
      [first.id, 'simulate/lies/2', 'leased', 'pending'],
    ]);
    expect(await ledger.leases.invalidate('liar')).toEqual([]);
    expect((await ledger.workers.get('liar'))?.status).toBe('quarantined');
    expect((await brings(keyOf(first, 2), 'liar', held, 'wrong')).outcome).toBe('stale');
    expect(await refusal(keyOf(first, 2), 'liar')).toBe('worker-excluded');
    expect(await ledger.shards.knownAddresses([0, 1, 2].map((n) => sha256(`lies/${n}`)))).toEqual(
      new Set([sha256('lies/1')]),
    );
    await solves(keyOf(first, 0), 'w1', 'right');
    expect(await texts(first)).toEqual(['right', 'right']);
  });

  async function texts(campaign: CampaignRow): Promise<readonly string[]> {
    const query = { campaignId: campaign.id, stage: 'simulate', afterOrdinal: -1, limit: 100 } as const;
    return (await ledger.shards.results(query)).map(({ bytes }) => bytes.toString());
  }
});
