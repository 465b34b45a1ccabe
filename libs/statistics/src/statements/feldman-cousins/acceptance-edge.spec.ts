import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { acceptanceEdge } from './acceptance-edge.js';

const known = (excess: (x: number) => number) => (x: number) => Promise.resolve({ x, excess: excess(x), error: 1e-9 });
const real = (min: number, max: number) => fc.double({ min, max, noNaN: true });

describe('the edge of what is accepted', () => {
  it('is found from any guess, above and below', async () => {
    await fc.assert(
      fc.asyncProperty(real(0.5, 20), real(0.01, 0.99), fc.boolean(), async (edge, fraction, below) => {
        const sign = below ? -1 : 1;
        const at = known((x) => 0.3 * (edge - sign * x));
        const end = sign * 21;
        const found = await acceptanceEdge({ at, from: 0, guess: fraction * end, end, tolerance: 0.001 });
        expect(found.kind).toBe('edge');
        if (found.kind !== 'edge') return;
        expect(Math.abs(sign * found.x - edge)).toBeLessThan(0.002 * edge);
        expect(found.error).toBeLessThan(0.002 * edge);
      }),
    );
  });

  it('is the last one where a step is rejected before', async () => {
    const at = known((x) => (x < 5 || (x > 6 && x < 7) ? 0.1 : -0.1));
    const found = await acceptanceEdge({ at, from: 0, guess: 5.5, end: 100, tolerance: 0.001 });
    expect(found.kind === 'edge' && Math.abs(found.x - 7) < 0.01).toBe(true);
  });

  it('is beyond the range where its end is accepted', async () => {
    const at = known(() => 0.1);
    expect(await acceptanceEdge({ at, from: 1, guess: 2, end: 10, tolerance: 0.1 })).toEqual({ kind: 'beyond' });
    expect(await acceptanceEdge({ at, from: 1, guess: 1, end: 1, tolerance: 0.1 })).toEqual({ kind: 'beyond' });
  });

  it('is known as well as p is', async () => {
    const at = (x: number) => Promise.resolve({ x, excess: 0.02 * (4 - x), error: 0.01 });
    const found = await acceptanceEdge({ at, from: 0, guess: 6, end: 100, tolerance: 0.0001 });
    expect(found.kind === 'edge' && found.error > 0.3 && found.error < 1.5).toBe(true);
  });
});
