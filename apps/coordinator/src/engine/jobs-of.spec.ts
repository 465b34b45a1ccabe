import { describe, expect, it } from '@jest/globals';
import { jobsOf } from './jobs-of.js';

const shards = (seconds: readonly number[]) =>
  seconds.map((estimatedSeconds, i) => ({ shardId: `s${i}`, ordinal: i, estimatedSeconds, losses: 0 }));

describe('jobsOf', () => {
  it('has long shards alone, and short ones together up to a tenth of a second', () => {
    expect(jobsOf(shards([5, 0.2, 0.1]))).toEqual([['s0'], ['s1'], ['s2']]);
    expect(jobsOf(shards([0.03, 0.03, 0.03, 0.03]))).toEqual([['s0', 's1', 's2'], ['s3']]);
  });

  it('has at most 64 in a job, whatever they take', () => {
    const jobs = jobsOf(shards(Array.from({ length: 200 }, () => 0)));
    expect(jobs.map(({ length }) => length)).toEqual([64, 64, 64, 8]);
  });

  it('cuts what is left of them in the same places', () => {
    const all = shards(Array.from({ length: 100 }, () => 0.01));
    const whole = jobsOf(all).map((ids) => ids.join());
    const some = jobsOf(all.slice(30).filter(({ ordinal }) => ordinal !== 75));
    const same = some.filter((ids) => whole.includes(ids.join()));
    expect(some).toHaveLength(7);
    expect(same).toHaveLength(6);
  });

  it('has a shard alone that was lost with its worker', () => {
    const [first, second, third] = shards([0.01, 0.01, 0.01]);
    expect(jobsOf([first!, { ...second!, losses: 1 }, third!])).toEqual([['s0'], ['s1'], ['s2']]);
  });

  it('does not take shards together that take different times', () => {
    expect(jobsOf(shards([0.01, 0.01, 1, 0.01]))).toEqual([['s0', 's1'], ['s2'], ['s3']]);
  });
});
