import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mergeToys, NO_TOYS, sampleOf } from './merge-toys.js';

const sample = fc
  .record({
    toys: fc.array(fc.tuple(fc.constantFrom(0, 0.5, 1, 2.25, 7, NaN), fc.constantFrom(-2, 0, 0.25))),
    refitted: fc.nat(5),
    failed: fc.nat(5),
  })
  .map(({ toys, ...counts }) => {
    const logRatio = Float64Array.from(toys, ([, ratio]) => ratio);
    return sampleOf({ q: Float64Array.from(toys, ([q]) => q), ...counts }, logRatio);
  });

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

  it('keeps toys in the order of q with their weights, and leaves out those without a fit', () => {
    const toys = sampleOf(
      { q: Float64Array.from([3, NaN, 1]), refitted: 0, failed: 1 },
      Float64Array.from([0.1, 0.2, 0.3]),
    );
    expect([...toys.q]).toEqual([1, 3]);
    expect([...toys.logRatio]).toEqual([0.3, 0.1]);
    expect(toys.failed).toBe(1);
  });
});
