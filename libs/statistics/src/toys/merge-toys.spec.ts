import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countAtLeast, mergeToys, NO_TOYS, sampleOf } from './merge-toys.js';

const sample = fc
  .record({
    q: fc.array(fc.constantFrom(0, 0.5, 1, 2.25, 7, NaN)),
    refitted: fc.nat(5),
    failed: fc.nat(5),
  })
  .map(({ q, ...counts }) => sampleOf({ q: Float64Array.from(q), ...counts }));

describe('merging toys', () => {
  it('is associative and commutative, and nothing is its neutral element', () => {
    fc.assert(
      fc.property(sample, sample, sample, (a, b, c) => {
        expect(mergeToys(mergeToys(a, b), c)).toEqual(mergeToys(a, mergeToys(b, c)));
        expect(mergeToys(a, b)).toEqual(mergeToys(b, a));
        expect(mergeToys(a, NO_TOYS)).toEqual(a);
      }),
    );
  });

  it('counts ties, also those that rounding has moved', () => {
    const toys = sampleOf({ q: Float64Array.from([3, 1, 2, 2 - 1e-9, NaN]), refitted: 0, failed: 1 });
    expect(countAtLeast(toys, 2, 1e-6)).toBe(3);
    expect(countAtLeast(toys, 0, 1e-6)).toBe(4);
    expect(countAtLeast(toys, 4, 1e-6)).toBe(0);
  });
});
