import { describe, expect, it } from '@jest/globals';
import { planDrain, type DrainCandidate } from './plan-drain.js';

const computing = (expectedSeconds: number, elapsedSeconds: number): DrainCandidate => ({
  phase: 'computing',
  expectedSeconds,
  elapsedSeconds,
});
const waiting = (expectedSeconds: number): DrainCandidate => ({ phase: 'waiting', expectedSeconds, elapsedSeconds: 0 });
const reporting: DrainCandidate = { phase: 'reporting', expectedSeconds: 1000, elapsedSeconds: 1 };

describe('planDrain', () => {
  it('finishes what fits the grace period, and gives the rest back', () => {
    const [short, long, nearlyDone] = [computing(8, 0), computing(60, 0), computing(60, 60)];
    expect(planDrain([short, long, nearlyDone], 3, 20)).toEqual({ finish: [short, nearlyDone], giveBack: [long] });
  });

  it('brings results home, however long they took', () => {
    expect(planDrain([reporting], 1, 0)).toEqual({ finish: [reporting], giveBack: [] });
  });

  it('begins what waits for a thread only where it fits behind the others', () => {
    const [running, first, second] = [computing(8, 0), waiting(4), waiting(4)];
    expect(planDrain([running, first, second], 1, 16)).toEqual({ finish: [running, first], giveBack: [second] });
    expect(planDrain([running, first, second], 2, 16).giveBack).toEqual([]);
  });

  it('has the thread of a shard that is given back', () => {
    const [endless, next] = [computing(1000, 0), waiting(4)];
    expect(planDrain([endless, next], 1, 16)).toEqual({ finish: [next], giveBack: [endless] });
  });

  it('finishes nothing without a grace period, and has nothing to do without leases', () => {
    expect(planDrain([computing(1, 0), waiting(1)], 1, 0).finish).toEqual([]);
    expect(planDrain([], 4, 25)).toEqual({ finish: [], giveBack: [] });
  });
});
