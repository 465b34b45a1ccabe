import { describe, expect, it } from '@jest/globals';
import type { Reduction, ShardCommand, ShardCommandKind } from './shard-command.js';
import { reduceShard } from './shard-reducer.js';
import {
  FAILURES_BEFORE_QUARANTINE,
  LOSSES_BEFORE_QUARANTINE,
  newShardState,
  VOTES_BEFORE_QUARANTINE,
  type FailureKind,
  type ShardState,
} from './shard-state.js';

const LEASE_MS = 1_000;
const FLEET = ['a', 'b', 'c', 'd', 'e'];

/** A shard that is told one thing after the other. */
class Story {
  constructor(
    public state: ShardState = newShardState(1),
    public now = 0,
  ) {}

  tell<Kind extends ShardCommandKind>(command: ShardCommand<Kind>): Reduction<Kind> {
    const reduction = reduceShard(this.state, command);
    this.state = reduction.state;
    return reduction;
  }

  acquire(worker: string, fleet: readonly string[] = FLEET) {
    return this.tell({ kind: 'acquire', worker, epoch: 1, now: this.now, leaseMs: LEASE_MS, fleet }).outcome;
  }

  report(worker: string, digest: string, attempt = this.state.attempt, epoch = 1) {
    return this.tell({ kind: 'report', worker, token: { attempt, epoch }, digest });
  }

  solve(worker: string, digest: string) {
    expect(this.acquire(worker)).toBe('leased');
    return this.report(worker, digest);
  }

  fail(worker: string, reason: FailureKind = 'crashed', attempt = this.state.attempt) {
    return this.tell({ kind: 'fail', worker, token: { attempt, epoch: 1 }, reason, message: 'why' }).outcome;
  }

  renew(worker: string, attempt = this.state.attempt) {
    return this.tell({ kind: 'renew', worker, token: { attempt, epoch: 1 }, now: this.now, leaseMs: LEASE_MS }).outcome;
  }

  lose() {
    this.now += LEASE_MS;
    return this.tell({ kind: 'expire', now: this.now }).outcome;
  }
}

describe('a shard that is handed out', () => {
  it('has one holder at a time, and a new token each time', () => {
    const shard = new Story();
    expect(shard.acquire('a')).toBe('leased');
    expect(shard.acquire('b')).toBe('nothing-to-do');
    expect(shard.acquire('a')).toBe('nothing-to-do');
    shard.lose();
    expect(shard.acquire('b')).toBe('leased');
    expect(shard.state).toMatchObject({ attempt: 2, losses: 1, lease: { worker: 'b', epoch: 1, expiresAt: 2_000 } });
  });

  it('is taken from a holder whose time is up by whoever asks', () => {
    const shard = new Story();
    shard.acquire('a');
    shard.now = LEASE_MS;
    expect(shard.acquire('b')).toBe('leased');
    expect(shard.state).toMatchObject({ losses: 1, lease: { worker: 'b' } });
  });

  it('is kept by renewing with the last token, and by no other', () => {
    const shard = new Story();
    shard.acquire('a');
    shard.now = 600;
    expect(shard.renew('b')).toBe('abandon');
    expect(shard.renew('a', 7)).toBe('abandon');
    expect(shard.renew('a')).toBe('continue');
    expect(shard.state.lease?.expiresAt).toBe(1_600);
  });

  it('is taken up again by the last holder while nobody else has it', () => {
    const shard = new Story();
    shard.acquire('a');
    shard.lose();
    expect(shard.renew('a')).toBe('continue');
    expect(shard.state).toMatchObject({ phase: 'leased', attempt: 1, losses: 1 });
    shard.lose();
    shard.acquire('b');
    expect(shard.renew('a', 1)).toBe('abandon');
  });

  it('gets another term when nobody could have renewed', () => {
    const shard = new Story();
    shard.acquire('a');
    shard.tell({ kind: 'extend', now: 5_000, leaseMs: LEASE_MS });
    shard.now = 5_500;
    expect(shard.tell({ kind: 'expire', now: shard.now }).outcome).toBe('unchanged');
    expect(shard.tell({ kind: 'extend', now: 0, leaseMs: LEASE_MS }).outcome).toBe('unchanged');
  });
});

describe('a shard that fails', () => {
  it('goes to others first, and again to the same where there are no others', () => {
    const shard = new Story();
    shard.acquire('a');
    expect(shard.fail('a')).toBe('accepted');
    expect(shard.fail('a')).toBe('stale');
    expect(shard.acquire('a')).toBe('another-worker');
    expect(shard.acquire('a', ['a'])).toBe('leased');
  });

  it('goes round when every worker of the fleet has failed', () => {
    const shard = new Story();
    for (const worker of ['a', 'b']) {
      shard.acquire(worker, ['a', 'b']);
      shard.fail(worker);
    }
    expect(shard.acquire('a', ['a', 'b'])).toBe('leased');
  });

  it('is given up after three failures, and not before', () => {
    const shard = new Story();
    for (const worker of FLEET.slice(0, FAILURES_BEFORE_QUARANTINE)) {
      expect(shard.acquire(worker)).toBe('leased');
      shard.fail(worker);
    }
    expect(shard.state.phase).toBe('quarantined');
    expect(shard.acquire('e')).toBe('nothing-to-do');
  });

  it('is given back without blame', () => {
    const shard = new Story();
    for (let times = 0; times < 5; times++) {
      expect(shard.acquire('a')).toBe('leased');
      shard.fail('a', 'given-back');
    }
    expect(shard.state).toMatchObject({ phase: 'pending', failures: [], losses: 0 });
  });

  it('is not given up for workers with other formulas, which never get it again', () => {
    const shard = new Story();
    for (const worker of ['a', 'b', 'c', 'd']) {
      expect(shard.acquire(worker)).toBe('leased');
      shard.fail(worker, 'other-formulas');
    }
    expect(shard.state.phase).toBe('pending');
    expect(shard.acquire('a', ['a'])).toBe('another-worker');
    expect(shard.acquire('e')).toBe('leased');
  });

  it('is given up when it was lost with eight workers, and a late result is then stale', () => {
    const shard = new Story();
    for (let times = 0; times < LOSSES_BEFORE_QUARANTINE; times++) {
      expect(shard.state.phase).toBe('pending');
      shard.acquire('a');
      shard.lose();
    }
    expect(shard.state.phase).toBe('quarantined');
    expect(shard.report('a', 'x').outcome).toBe('stale');
  });

  it('begins anew when it is retried, with the tokens of before worthless', () => {
    const shard = new Story();
    for (const worker of ['a', 'b', 'c']) {
      shard.acquire(worker);
      shard.fail(worker);
    }
    expect(shard.tell({ kind: 'retry' }).outcome).toBe('done');
    expect(shard.state).toEqual({ ...newShardState(1), attempt: 3 });
    expect(shard.report('c', 'x').outcome).toBe('stale');
    expect(shard.tell({ kind: 'retry' }).outcome).toBe('unchanged');
  });
});

describe('a result', () => {
  it('is merged, and again a duplicate', () => {
    const shard = new Story();
    expect(shard.solve('a', 'x')).toMatchObject({ outcome: 'accepted', losers: [] });
    expect(shard.state).toMatchObject({ phase: 'merged', digest: 'x' });
    expect(shard.report('a', 'x').outcome).toBe('duplicate');
    expect(shard.report('b', 'x', 99).outcome).toBe('duplicate');
  });

  it('that comes late counts until somebody else has the shard', () => {
    const late = new Story();
    late.acquire('a');
    late.lose();
    expect(late.report('a', 'x').outcome).toBe('accepted');
    const tooLate = new Story();
    tooLate.acquire('a');
    tooLate.lose();
    tooLate.acquire('b');
    expect(tooLate.report('a', 'x', 1).outcome).toBe('stale');
    expect(tooLate.report('b', 'x', 2, 9).outcome).toBe('stale');
  });

  it('waits for another worker where two have to agree', () => {
    const shard = new Story(newShardState(2));
    shard.solve('a', 'x');
    expect(shard.state.phase).toBe('pending');
    expect(shard.report('a', 'x').outcome).toBe('duplicate');
    expect(shard.acquire('a', ['a'])).toBe('another-worker');
    expect(shard.solve('b', 'x')).toMatchObject({ outcome: 'accepted', losers: [] });
    expect(shard.state).toMatchObject({ phase: 'merged', digest: 'x' });
  });

  it('is decided by a third worker where two disagree', () => {
    const shard = new Story(newShardState(2));
    shard.solve('a', 'x');
    expect(shard.solve('b', 'y')).toMatchObject({ outcome: 'accepted', losers: [] });
    expect(shard.solve('c', 'y').losers).toEqual(['a']);
    expect(shard.state.votes.map(({ worker }) => worker)).toEqual(['b', 'c']);
  });

  it('is given up where five workers find five', () => {
    const shard = new Story(newShardState(2));
    FLEET.slice(0, VOTES_BEFORE_QUARANTINE).forEach((worker) => shard.solve(worker, `result of ${worker}`));
    expect(shard.state.phase).toBe('quarantined');
    expect(shard.report('a', 'result of a').outcome).toBe('stale');
    shard.tell({ kind: 'retry' });
    shard.solve('a', 'x');
    expect(shard.solve('b', 'x').state.phase).toBe('merged');
  });

  it('that contradicts one worker opens the shard again', () => {
    const shard = new Story();
    shard.acquire('a');
    shard.lose();
    shard.solve('b', 'x');
    expect(shard.report('a', 'y', 1)).toMatchObject({ outcome: 'conflict', losers: [] });
    expect(shard.state).toMatchObject({ phase: 'pending', quorum: 2 });
    expect(shard.solve('c', 'y').losers).toEqual(['b']);
  });

  it('that contradicts two workers, or the same worker, is wrong', () => {
    const confirmed = new Story(newShardState(2));
    confirmed.solve('a', 'x');
    confirmed.solve('b', 'x');
    expect(confirmed.report('c', 'y', 1)).toMatchObject({ outcome: 'conflict', losers: ['c'] });
    const own = new Story();
    own.solve('a', 'x');
    expect(own.report('a', 'y')).toMatchObject({ outcome: 'conflict', losers: ['a'], state: { phase: 'merged' } });
    const waiting = new Story(newShardState(2));
    waiting.solve('a', 'x');
    expect(waiting.report('a', 'y')).toMatchObject({ outcome: 'conflict', losers: ['a'], state: { phase: 'pending' } });
  });

  it('of an attempt that never was is stale', () => {
    const shard = new Story();
    shard.solve('a', 'x');
    expect(shard.report('b', 'y', 2).outcome).toBe('stale');
    expect(shard.report('b', 'y', 0).outcome).toBe('stale');
  });

  it('is merged alone when nobody else can be asked', () => {
    const shard = new Story(newShardState(2));
    shard.solve('a', 'x');
    shard.tell({ kind: 'waive' });
    expect(shard.state).toMatchObject({ phase: 'merged', digest: 'x' });
    const before = new Story(newShardState(2));
    before.tell({ kind: 'waive' });
    expect(before.tell({ kind: 'waive' }).outcome).toBe('unchanged');
    expect(before.solve('a', 'x').state.phase).toBe('merged');
  });

  it('is given up when nobody can decide between two', () => {
    const shard = new Story(newShardState(2));
    shard.solve('a', 'x');
    shard.solve('b', 'y');
    shard.tell({ kind: 'waive' });
    expect(shard.state.phase).toBe('quarantined');
  });
});

describe('a worker that is not trusted any more', () => {
  it('takes its results with it, and leaves those that others confirm', () => {
    const alone = new Story();
    alone.solve('a', 'x');
    expect(alone.tell({ kind: 'invalidate', worker: 'b' }).outcome).toBe('unchanged');
    alone.tell({ kind: 'invalidate', worker: 'a' });
    expect(alone.state).toEqual({ ...newShardState(1), attempt: 1 });
    const confirmed = new Story(newShardState(2));
    confirmed.solve('a', 'x');
    confirmed.solve('b', 'x');
    confirmed.tell({ kind: 'invalidate', worker: 'a' });
    expect(confirmed.state).toMatchObject({ phase: 'merged', digest: 'x', votes: [{ worker: 'b' }] });
  });

  it('loses its lease', () => {
    const shard = new Story();
    shard.acquire('a');
    shard.tell({ kind: 'invalidate', worker: 'a' });
    expect(shard.state.phase).toBe('pending');
    expect(shard.report('a', 'x').outcome).toBe('stale');
  });
});
