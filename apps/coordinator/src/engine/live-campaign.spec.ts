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

  it('counts shards and their work as they move', () => {
    const live = new LiveCampaign(row, pool);
    live.begin('simulate');
    live.planned(counts({ pending: 2, workTotal: 30 }));
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
    live.recount(counts({}));
    await Promise.resolve();
    expect(idle).toBe(false);
    live.planned(counts({ leased: 1, workTotal: 1 }));
    await Promise.resolve();
    expect(idle).toBe(false);
    live.moved('x', 'leased', 'quarantined', 1);
    await waiting;
    expect(live.counts).toMatchObject({ quarantined: 1, workDone: 0 });
  });

  it('remembers how many shards were reused over its stages', () => {
    const live = new LiveCampaign(row, pool);
    live.begin('simulate');
    live.planned(counts({ merged: 4, reused: 3 }));
    live.begin('fit');
    expect(live.reusedBefore).toBe(3);
  });
});
