import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LedgerMigrationError, LedgerUnavailableError } from '../errors.js';
import { openTestLedger, type TestLedger } from './fixtures/open-ledger.js';
import { campaignWith, keyOf, lease, newCampaign, register, sha256 } from './fixtures/test-campaign.js';
import { Ledger } from './ledger.js';

describe('the ledger', () => {
  let test: TestLedger;
  let ledger: Ledger;
  beforeAll(async () => {
    test = await openTestLedger(3);
    ledger = test.ledger;
  });
  afterAll(async () => test.close());

  it('is migrated once by many at the same time, each schema for itself', async () => {
    const others = await Promise.all(
      Array.from({ length: 4 }, () => Ledger.connect(test.url, { schema: 'elsewhere', poolSize: 2 })),
    );
    await Promise.all(others.map((other) => other.migrate()));
    expect(await others[0]?.openEpoch()).toBe(1);
    expect(await ledger.openEpoch()).toBe(1);
    expect(await ledger.openEpoch()).toBe(2);
    await Promise.all(others.map((other) => other.close()));
  });

  it('refuses tables of a later version, a schema that is no name, and a Postgres that is not there', async () => {
    const later = await Ledger.connect(test.url, { schema: 'later' });
    await later.migrate();
    await test.administrator.query(`insert into later.migrations values ('9999-later', '2030-01-01')`);
    await expect(later.migrate()).rejects.toThrow(LedgerMigrationError);
    await later.close();
    await expect(Ledger.connect(test.url, { schema: 'a"b' })).rejects.toThrow("schema is 'a\"b'; allowed");
  });

  it('says so when Postgres does not answer for long', async () => {
    await expect(Ledger.connect('postgres://u:p@127.0.0.1:1/postgres')).rejects.toThrow(LedgerUnavailableError);
  }, 30_000);

  it('numbers log entries of a campaign without gaps, whoever writes them at the same time', async () => {
    const { campaign } = await ledger.campaigns.create(newCampaign('log'));
    const write = (n: number) =>
      ledger.log.append(campaign.id, [
        { level: 'info', message: `first of ${n}` },
        { level: 'warning', message: `second of ${n}`, shardId: 's', workerId: 'w' },
      ]);
    await Promise.all(Array.from({ length: 10 }, (_, n) => write(n)));
    const all = await ledger.log.after(campaign.id, 0, 100);
    expect(all.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
    expect(all[1]).toMatchObject({ level: 'warning', shardId: 's', workerId: 'w' });
    expect(all[1]?.time).toBeInstanceOf(Date);
    expect((await ledger.log.after(campaign.id, 18, 1)).map(({ seq }) => seq)).toEqual([19]);
    const [row] = await ledger.log.append(campaign.id, [{ level: 'error', message: 'a\0b' }]);
    expect(row).toMatchObject({ seq: 21, message: 'ab', shardId: '', workerId: '' });
    expect(await ledger.log.append('none', [{ level: 'info', message: '' }])).toEqual([]);
  });

  it('keeps tokens by the digest of their secret until they are revoked', async () => {
    const token = {
      id: 't1',
      digest: sha256('secret'),
      tenant: 'default',
      role: 'submitter',
      description: 'Ada',
    } as const;
    const kept = await ledger.tokens.create(token);
    expect(kept).toMatchObject(token);
    await ledger.tokens.create({ ...token, id: 't2', digest: sha256('other') });
    expect(await ledger.tokens.find(token.digest)).toEqual(kept);
    expect(await ledger.tokens.find(sha256('guess'))).toBeUndefined();
    expect((await ledger.tokens.list()).map(({ id }) => id)).toEqual(['t1', 't2']);
    expect(await ledger.tokens.revoke('t1')).toBe(true);
    expect(await ledger.tokens.revoke('t1')).toBe(false);
    expect(await ledger.tokens.find(token.digest)).toBeUndefined();
  });

  it('keeps workers, whose counters only grow and whose quarantine no new registration ends', async () => {
    await register(ledger, 'worker-1', 'worker-2');
    const campaign = await campaignWith(ledger, 'fleet', 1);
    await lease(ledger, keyOf(campaign, 0), 'worker-1');
    const statuses = await ledger.workers.touch([
      { id: 'worker-1', events: 50, toys: 0 },
      { id: 'worker-1', events: 2 ** 40, toys: 7 },
      { id: 'worker-2', events: 0, toys: 0 },
      { id: 'nobody', events: 0, toys: 0 },
    ]);
    expect(Object.fromEntries(statuses)).toEqual({ 'worker-1': 'active', 'worker-2': 'active' });
    await ledger.workers.touch([{ id: 'worker-1', events: 1, toys: 1 }]);
    await ledger.workers.setStatus('worker-1', 'quarantined');
    await register(ledger, 'worker-1');
    expect(await ledger.workers.get('worker-1')).toMatchObject({
      status: 'quarantined',
      events: 2 ** 40,
      toys: 7,
      leasedShards: 1,
      reportedShards: 0,
    });
    const [latest] = await ledger.workers.list();
    expect(latest?.id).toBe('worker-1');
    expect(latest?.silentSeconds).toBeLessThan(60);
    expect(await ledger.workers.setStatus('nobody', 'draining')).toBe(false);
    // A worker that is told to go says that it drains: it stays in quarantine.
    expect(await ledger.workers.setStatus('worker-1', 'draining')).toBe(false);
    expect((await ledger.workers.get('worker-1'))?.status).toBe('quarantined');
    expect(await ledger.workers.prune(3_600)).toBe(0);
    expect(await ledger.workers.prune(0)).toBe(1);
    expect((await ledger.workers.list()).map(({ id }) => id)).toEqual(['worker-1']);
  });

  it('keeps the files of a campaign, and replaces them as a whole', async () => {
    const { campaign } = await ledger.campaigns.create(newCampaign('files'));
    const content = Buffer.from('mass,limit\n');
    await ledger.artifacts.put(campaign.id, [
      { path: 'limits.csv', content },
      { path: 'Plots/a.png', content: new Uint8Array([0, 255]) },
    ]);
    expect(await ledger.artifacts.list(campaign.id)).toEqual([
      { path: 'Plots/a.png', size: 2, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      { path: 'limits.csv', size: 11, sha256: sha256('mass,limit\n') },
    ]);
    expect(content.equals((await ledger.artifacts.content(campaign.id, 'limits.csv'))!)).toBe(true);
    await ledger.artifacts.put(campaign.id, []);
    expect(await ledger.artifacts.content(campaign.id, 'limits.csv')).toBeUndefined();
  });

  it('goes on after Postgres was restarted', async () => {
    const { campaign } = await ledger.campaigns.create(newCampaign('restart'));
    const asking = (async () => {
      for (let n = 0; n < 40; n++) await ledger.log.append(campaign.id, [{ level: 'info', message: String(n) }]);
    })();
    await test.restart();
    await asking;
    const rows = await ledger.log.after(campaign.id, 0, 100);
    expect(rows.map(({ message }) => message)).toEqual(Array.from({ length: 40 }, (_, n) => String(n)));
  }, 60_000);
});
