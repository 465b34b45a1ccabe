import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CampaignExistsError } from '../errors.js';
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

describe('campaigns in the ledger', () => {
  let test: TestLedger;
  beforeAll(async () => {
    test = await openTestLedger();
  });
  afterAll(async () => test.close());

  it('are named by their name and content, and keep what they were made of', async () => {
    const row = newCampaign('Dark Photon: 50 ab^-1!', { yaml: 'a: 1', resolved: '{"a":1}', plan: null });
    const { campaign, created } = await test.ledger.campaigns.create(row);
    const { yaml: _, resolved: __, ...kept } = row;
    expect(created).toBe(true);
    expect(campaign).toMatchObject({ ...kept, stage: '', message: '', endedAt: null });
    expect(campaign.id).toBe(`dark-photon-50-ab-1-${sha256(row.name).slice(0, 12)}`);
    expect(campaign.createdAt).toBeInstanceOf(Date);
    expect(await test.ledger.campaigns.document(campaign.id)).toEqual({
      fileName: 'campaign.yaml',
      yaml: 'a: 1',
      resolved: '{"a":1}',
    });
    expect(await test.ledger.campaigns.get(campaign.id)).toEqual(campaign);
    expect(await test.ledger.campaigns.get('none')).toBeUndefined();
  });

  it('are created once by a request id, whatever the content', async () => {
    const first = await test.ledger.campaigns.create(newCampaign('asked', { requestId: 'r1' }));
    const again = await test.ledger.campaigns.create(newCampaign('asked otherwise', { requestId: 'r1' }));
    const elsewhere = await test.ledger.campaigns.create(newCampaign('asked', { requestId: 'r1', tenant: 'other' }));
    expect(again).toEqual({ campaign: first.campaign, created: false });
    expect(elsewhere.created).toBe(true);
    expect(elsewhere.campaign.id).toBe(`${first.campaign.id}-2`);
  });

  it('are created once by their content while one is alive or has succeeded, and anew after it failed', async () => {
    const { campaigns } = test.ledger;
    const { campaign } = await campaigns.create(newCampaign('same'));
    expect((await campaigns.create(newCampaign('same'))).campaign.id).toBe(campaign.id);
    await campaigns.update(campaign.id, { status: 'succeeded' });
    expect((await campaigns.create(newCampaign('same'))).created).toBe(false);
    await campaigns.update(campaign.id, { status: 'failed' });
    const next = await campaigns.create(newCampaign('same'));
    expect(next).toMatchObject({ created: true, campaign: { id: `${campaign.id}-2` } });
    await expect(campaigns.update(campaign.id, { status: 'running' })).rejects.toThrow(CampaignExistsError);
  });

  it('are created once by many at the same time', async () => {
    const made = await Promise.all(
      Array.from({ length: 16 }, () => test.ledger.campaigns.create(newCampaign('crowd', { requestId: 'crowd' }))),
    );
    expect(made.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(made.map(({ campaign }) => campaign.id)).size).toBe(1);
  });

  it('change only from the statuses that are allowed, and remember when they ended', async () => {
    const { campaigns } = test.ledger;
    const { campaign } = await campaigns.create(newCampaign('steered'));
    expect(await campaigns.update(campaign.id, { status: 'running' }, ['paused'])).toBeUndefined();
    const plan = {
      limits: 1,
      templates: 2,
      shards: 3,
      events: 4e12,
      reusedShards: 0,
      reusedEvents: 0,
      coreSeconds: 1.5,
      seconds: null,
    };
    const ended = await campaigns.update(
      campaign.id,
      { status: 'partial', stage: 'fit', message: 'a \0 b', plan, deviceClass: 'webgpu' },
      ['running', 'paused'],
    );
    expect(ended).toMatchObject({ status: 'partial', stage: 'fit', message: 'a  b', plan, deviceClass: 'webgpu' });
    expect(ended?.endedAt).toBeInstanceOf(Date);
    const alive = await campaigns.update(campaign.id, { status: 'running' }, ['partial']);
    expect(alive?.endedAt).toBeNull();
    expect(await campaigns.update('none', { message: '' })).toBeUndefined();
  });

  it('are listed newest first, page by page, each tenant its own', async () => {
    const { campaigns } = test.ledger;
    for (let index = 0; index < 5; index++) {
      await campaigns.create(newCampaign(`page ${index}`, { tenant: 'pages' }));
    }
    const first = await campaigns.list({ tenant: 'pages', pageSize: 3 });
    const second = await campaigns.list({ tenant: 'pages', pageSize: 3, after: first[2]!.serial });
    expect([...first, ...second].map(({ name }) => name)).toEqual(['page 4', 'page 3', 'page 2', 'page 1', 'page 0']);
    expect((await campaigns.list({ pageSize: 100 })).length).toBeGreaterThan(5);
    expect((await campaigns.live()).at(-1)?.name).toBe('page 4');
  });

  it('are deleted with what is theirs, and leave the results that others share', async () => {
    const { ledger } = test;
    await register(ledger, 'w-delete');
    const first = await campaignWith(ledger, 'deleted', 2);
    for (const ordinal of [0, 1]) {
      const key = keyOf(first, ordinal);
      const token = await lease(ledger, key, 'w-delete');
      await ledger.leases.report([report(key, 'w-delete', token)]);
    }
    const { campaign: second } = await ledger.campaigns.create(newCampaign('heir'));
    const shards = newShards(2, {}, 'deleted');
    expect(await ledger.shards.add(second.id, shards.slice(0, 1))).toEqual({ added: 1, reused: 1 });
    await ledger.log.append(first.id, [{ level: 'info', message: 'gone' }]);
    expect(await ledger.campaigns.delete(first.id)).toBe(true);
    expect(await ledger.campaigns.delete(first.id)).toBe(false);
    const addresses = shards.map(({ address }) => address);
    expect([...(await ledger.shards.knownAddresses(addresses))]).toEqual(addresses.slice(0, 1));
    expect(await ledger.log.after(first.id, 0, 10)).toEqual([]);
    const query = { campaignId: second.id, stage: 'simulate', afterOrdinal: -1, limit: 10 } as const;
    expect((await ledger.shards.results(query)).map(({ bytes }) => bytes.toString())).toEqual([
      'result of simulate/deleted/0',
    ]);
  });
});
