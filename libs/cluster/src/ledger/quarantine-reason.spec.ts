import { describe, expect, it } from '@jest/globals';
import { quarantineReason } from './quarantine-reason.js';
import type { ShardFailure } from './shard-state.js';

describe('the reason why a shard was given up', () => {
  const failed = (worker: string, message: string): ShardFailure => ({ worker, reason: 'timed-out', message });

  it('is its last failure, the workers that it took with it, or what they disagree about', () => {
    const failures = [failed('a', ''), failed('b', ''), failed('c', 'after 60 s')];
    expect(quarantineReason({ failures, losses: 0, votes: [] })).toBe(
      'failed 3 times, last on c: timed-out, after 60 s',
    );
    expect(quarantineReason({ failures: failures.slice(0, 1), losses: 8, votes: [] })).toBe(
      '8 leases on it ran out: workers do not survive it',
    );
    const votes = ['a', 'b'].map((worker) => ({ worker, digest: worker }));
    expect(quarantineReason({ failures: [], losses: 1, votes })).toBe('2 workers found different results: a, b');
  });
});
