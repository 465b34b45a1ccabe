import { describe, expect, it } from '@jest/globals';
import type { CampaignRow, LedgerCounts } from '@darkreach/cluster';
import { LiveCampaign } from './live-campaign.js';

const pool = { backend: 'webasm', adapter: 'test', digest: 'abc' };
const row = { id: 'a', status: 'running' } as CampaignRow;
const counts = (changes: Partial<LedgerCounts>): LedgerCounts => ({
  pending: 0,
  leased: 0,
  merged: 0,
  quarantined: 0,
  reused: 0,
  workDone: 0,
  workTotal: 0,
  secondsToGo: 0,
  ...changes,
});

describe('LiveCampaign', () => {
  it('hands nothing out before a stage has begun, nor when it is paused', () => {
    const live = new LiveCampaign(row, pool);
    expect(live.open).toBe(false);
    live.begin('simulate');
    expect(live.open).toBe(true);
    live.row = { ...row, status: 'paused' };
    expect(live.open).toBe(false);
  });

  it('counts shards and their work as they move', async () => {
    const live = new LiveCampaign(row, pool);
    live.begin('simulate');
    await live.planned(async () => counts({ pending: 2, workTotal: 30 }));
    live.outstanding.add('x');
    live.moved('x', 'pending', 'leased', 0);
    expect(live.outstanding.has('x')).toBe(true);
    live.moved('x', 'leased', 'merged', 10);
    expect(live.counts).toMatchObject({ pending: 1, leased: 0, merged: 1, workDone: 10 });
    expect(live.outstanding.has('x')).toBe(false);
    live.moved('x', 'merged', 'pending', 10);
    expect(live.counts).toMatchObject({ pending: 2, merged: 0, workDone: 0 });
  });

  it('is idle when nothing is pending or leased, and not while its shards are still being written', async () => {
    const live = new LiveCampaign(row, pool);
    let idle = false;
    live.begin('fit');
    const waiting = live.idle().then(() => (idle = true));
    await live.recount(async () => counts({}));
    expect(idle).toBe(false);
    await live.planned(async () => counts({ leased: 1, workTotal: 1 }));
    await Promise.resolve();
    expect(idle).toBe(false);
    live.moved('x', 'leased', 'quarantined', 1);
    await waiting;
    expect(live.counts).toMatchObject({ quarantined: 1, workDone: 0 });
  });

  it('does not take over a count during which a shard has moved: it may be in it, or not', async () => {
    const live = new LiveCampaign(row, pool);
    live.begin('simulate');
    await live.planned(async () => counts({ pending: 2 }));
    await live.recount(async () => {
      live.moved('x', 'pending', 'leased', 0);
      return counts({ pending: 1, leased: 1, merged: 7 });
    });
    expect(live.counts).toMatchObject({ pending: 1, leased: 1, merged: 0 });
    await live.recount(async () => counts({ pending: 1, merged: 1 }));
    expect(live.counts).toMatchObject({ pending: 1, leased: 0, merged: 1 });
  });

  it('counts again when a shard has moved while all of them were counted for the first time', async () => {
    const live = new LiveCampaign(row, pool);
    live.begin('simulate');
    live.moved('x', 'pending', 'leased', 0);
    expect(live.counts).toMatchObject({ pending: 0, leased: 0 });
    const answers = [counts({ pending: 2 }), counts({ pending: 1, leased: 1 })];
    await live.planned(async () => {
      if (answers.length === 2) live.moved('y', 'pending', 'leased', 0);
      return answers.shift()!;
    });
    expect(live.counts).toMatchObject({ pending: 1, leased: 1 });
  });

  it('remembers how many shards were reused over its stages', async () => {
    const live = new LiveCampaign(row, pool);
    live.begin('simulate');
    await live.planned(async () => counts({ merged: 4, reused: 3 }));
    live.begin('fit');
    expect(live.reusedBefore).toBe(3);
  });
});
