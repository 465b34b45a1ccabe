import { describe, expect, it } from '@jest/globals';
import { Speed } from './speed.js';

function after(seconds: number, estimatedSeconds: number, times = 60): Speed {
  const speed = new Speed(4);
  for (let i = 0; i < times; i += 1) speed.add({ seconds, estimatedSeconds, events: 10, toys: 2 });
  return speed;
}

describe('Speed', () => {
  it('has a second of work for each thread: one shard, or several where they are short', () => {
    expect(new Speed(4).concurrency).toBe(4);
    expect(after(20, 20).concurrency).toBe(4);
    expect(after(0.1, 0.1).concurrency).toBe(40);
    expect(after(0.001, 0).concurrency).toBe(1024);
  });

  it('comes back to one shard a thread when they grow', () => {
    const speed = after(0.001, 0);
    speed.add({ seconds: 20, estimatedSeconds: 20, events: 1, toys: 0 });
    expect(speed.concurrency).toBe(4);
  });

  it('learns how much slower it is than estimates, but not from shards that take no time', () => {
    expect(new Speed(1).expect(10)).toBe(10);
    expect(after(30, 10).expect(10)).toBeCloseTo(30, 0);
    expect(after(0.05, 0.0001).expect(10)).toBe(10);
  });

  it('counts what was computed', () => {
    const { events, toys, shards } = after(1, 1, 3);
    expect({ events, toys, shards }).toEqual({ events: 30, toys: 6, shards: 3 });
  });
});
