import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findNoisyRoot, type NoisyPoint } from './noisy-root.js';

function search(f: (x: number) => number, guess: number) {
  const points = new Map<number, NoisyPoint>();
  return {
    points,
    guess,
    known: () => [...points.values()],
    refine: (x: number) => {
      const known = points.has(x);
      if (!known) points.set(x, { x, y: f(x) });
      return Promise.resolve(known ? ('unchanged' as const) : ('changed' as const));
    },
  };
}

describe('the search for a root of a costly function', () => {
  it('ends in a narrow bracket after few evaluations', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.double({ min: 0.5, max: 2, noNaN: true }),
        async (log, bend) => {
          const root = Math.exp(log);
          const task = search((x) => 2.3 * (1 - (x / root) ** bend), 1);
          const found = await findNoisyRoot(task);
          expect(found.kind).toBe('root');
          if (found.kind !== 'root') return;
          expect(Math.abs(found.x / root - 1)).toBeLessThan(0.01);
          expect(found.high.x / found.low.x).toBeLessThan(1.17);
          expect(task.points.size).toBeLessThan(12);
        },
      ),
    );
  });

  it('ends for a function in steps', async () => {
    const found = await findNoisyRoot(search((x) => Math.ceil(20 * (1.3 - x)) / 20 + 0.01, 5));
    expect(found.kind === 'root' && Math.abs(found.x - 1.3) < 0.1).toBe(true);
  });

  it('says so where there is no root', async () => {
    expect(await findNoisyRoot(search(() => 1, 1))).toEqual({ kind: 'no-root' });
    const bounded = search((x) => 12 - x, 1);
    expect(await findNoisyRoot({ ...bounded, maximum: 10 })).toEqual({ kind: 'no-root' });
    expect(Math.max(...bounded.points.keys())).toBe(10);
  });
});
