import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestLedger, type TestLedger } from './fixtures/open-ledger.js';
import {
  campaignWith,
  keyOf,
  lease,
  newCampaign,
  newShards,
  register,
  report,
  sha256,
} from './fixtures/test-campaign.js';
import type { Ledger } from './ledger.js';

describe('shards in the ledger', () => {
  let test: TestLedger;
  let ledger: Ledger;
  beforeAll(async () => {
    test = await openTestLedger();
    ledger = test.ledger;
    await register(ledger, 'w1');
  });
  afterAll(async () => test.close());

  const solve = async (campaign: Parameters<typeof keyOf>[0], ordinal: number): Promise<void> => {
    const key = keyOf(campaign, ordinal);
    await ledger.leases.report([report(key, 'w1', await lease(ledger, key, 'w1'))]);
  };

  it('are added once, however often and by however many', async () => {
    const { campaign } = await ledger.campaigns.create(newCampaign('once'));
    const shards = newShards(2_500);
    const added = await Promise.all([1, 2, 3].map(() => ledger.shards.add(campaign.id, shards)));
    expect(added.reduce((sum, part) => sum + part.added, 0)).toBe(2_500);
    expect(await ledger.shards.add(campaign.id, shards)).toEqual({ added: 0, reused: 0 });
    expect(await ledger.shards.add(campaign.id, [])).toEqual({ added: 0, reused: 0 });
    expect(await ledger.shards.counts(campaign.id)).toEqual({
      pending: 2_500,
      leased: 0,
      merged: 0,
      quarantined: 0,
      reused: 0,
      workDone: 0,
      workTotal: 2_500_000,
      secondsToGo: 5_000,
    });
  });

  it('take the results of earlier campaigns by their address', async () => {
    const first = await campaignWith(ledger, 'earlier', 3);
    await solve(first, 0);
    await solve(first, 2);
    const { campaign: second } = await ledger.campaigns.create(newCampaign('later'));
    const shards = newShards(4, { quorum: 2 }, 'earlier');
    expect(await ledger.shards.knownAddresses(shards.map(({ address }) => address))).toEqual(
      new Set([sha256('earlier/0'), sha256('earlier/2')]),
    );
    expect(await ledger.shards.add(second.id, shards)).toEqual({ added: 4, reused: 2 });
    expect(await ledger.shards.counts(second.id, 'simulate')).toMatchObject({
      pending: 2,
      merged: 2,
      reused: 2,
      workDone: 2_000,
    });
    const results = await ledger.shards.results({
      campaignId: second.id,
      stage: 'simulate',
      afterOrdinal: -1,
      limit: 9,
    });
    expect(results.map(({ ordinal, bytes }) => [ordinal, bytes.toString()])).toEqual([
      [0, 'result of simulate/earlier/0'],
      [2, 'result of simulate/earlier/2'],
    ]);
    expect(await ledger.shards.get({ campaignId: second.id, shardId: 'simulate/earlier/0' })).toMatchObject({
      reused: true,
      phase: 'merged',
      seconds: null,
      votes: [{ worker: 'w1', digest: sha256('result of simulate/earlier/0') }],
    });
  });

  it('are handed out and handed back in the order of their ordinal, template by template', async () => {
    const { campaign } = await ledger.campaigns.create(newCampaign('ordered'));
    const [a, b] = [
      newShards(3, {}, 'a'),
      newShards(3, {}, 'b').map((shard) => ({ ...shard, ordinal: shard.ordinal + 3 })),
    ];
    await ledger.shards.add(campaign.id, [...b, ...a]);
    const pending = await ledger.shards.pending(campaign.id, 'simulate', 4);
    expect(pending.map(({ shardId }) => shardId)).toEqual([...a, ...b].slice(0, 4).map(({ shardId }) => shardId));
    expect(pending[0]).toEqual({ shardId: 'simulate/a/0', ordinal: 0, estimatedSeconds: 2, losses: 0, voters: [] });
    for (const { shardId } of [...b, ...a]) {
      const key = { campaignId: campaign.id, shardId };
      await ledger.leases.report([report(key, 'w1', await lease(ledger, key, 'w1'))]);
    }
    const query = { campaignId: campaign.id, stage: 'simulate', limit: 2 } as const;
    const page = async (afterOrdinal: number, templateId?: string): Promise<readonly string[]> => {
      const rows = await ledger.shards.results({
        ...query,
        afterOrdinal,
        ...(templateId === undefined ? {} : { templateId }),
      });
      return rows.map(({ shardId }) => shardId);
    };
    expect(await page(-1)).toEqual(['simulate/a/0', 'simulate/a/1']);
    expect(await page(1)).toEqual(['simulate/a/2', 'simulate/b/0']);
    expect(await page(3, 'b')).toEqual(['simulate/b/1', 'simulate/b/2']);
    expect(await page(5)).toEqual([]);
  });

  it('have a task, and are listed in pages by stage and ordinal', async () => {
    const campaign = await campaignWith(ledger, 'pages', 3);
    const fits = newShards(2, { stage: 'fit' }, 'limit').map((shard) => ({
      ...shard,
      shardId: `fit/${shard.ordinal}`,
    }));
    await ledger.shards.add(campaign.id, fits);
    await solve(campaign, 1);
    expect(await ledger.shards.task(keyOf(campaign, 2))).toEqual({
      stage: 'simulate',
      address: sha256('pages/2'),
      task: Buffer.from('task pages/2'),
      estimatedSeconds: 2,
    });
    expect(await ledger.shards.task({ campaignId: campaign.id, shardId: 'none' })).toBeUndefined();
    const first = await ledger.shards.list({ campaignId: campaign.id, pageSize: 4 });
    const last = first.at(-1)!;
    const rest = await ledger.shards.list({ campaignId: campaign.id, pageSize: 4, after: last });
    expect([...first, ...rest].map(({ shardId }) => shardId)).toEqual([
      'simulate/pages/0',
      'simulate/pages/1',
      'simulate/pages/2',
      'fit/0',
      'fit/1',
    ]);
    const merged = await ledger.shards.list({ campaignId: campaign.id, pageSize: 9, phase: 'merged' });
    expect(merged).toHaveLength(1);
    expect(merged[0]).toMatchObject({
      ordinal: 1,
      attempt: 1,
      seconds: 1.5,
      losses: 0,
      work: 1_000,
      templateId: 'pages',
    });
  });

  it('may have tasks of megabytes', async () => {
    const { campaign } = await ledger.campaigns.create(newCampaign('large'));
    const task = Buffer.alloc(3 << 20, 7);
    await ledger.shards.add(campaign.id, newShards(4, { task }, 'large'));
    const stored = await ledger.shards.task({ campaignId: campaign.id, shardId: 'simulate/large/3' });
    expect(task.equals(stored!.task)).toBe(true);
  });
});
