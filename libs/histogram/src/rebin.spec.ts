import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { regularAxis } from './axis.js';
import { AxisMismatchError } from './errors.js';
import { emptyHistogram, totalWeight, type Histogram } from './histogram.js';
import { rebin } from './rebin.js';

const axis = regularAxis({ name: 'x', unit: 'GeV', bins: 6, low: 0, high: 6 });

function histogram(sumw: readonly number[]): Histogram {
  return { ...emptyHistogram(axis), sumw: Float64Array.from(sumw), sumw2: Float64Array.from(sumw), entries: 8 };
}

describe('rebin', () => {
  it('joins neighbours, leaves the flow bins alone and keeps range and entries', () => {
    const joined = rebin(histogram([100, 1, 2, 3, 4, 5, 6, 200]), 3);
    expect([...joined.sumw]).toEqual([100, 6, 15, 200]);
    expect([...joined.sumw2]).toEqual([100, 6, 15, 200]);
    expect(joined.axis).toEqual({ ...axis, bins: 2 });
    expect(joined.entries).toBe(8);
  });

  it('does nothing for a factor of one', () => {
    const before = histogram([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(rebin(before, 1)).toEqual(before);
  });

  it('keeps the total weight and is the same in two steps as in one', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1e6), { minLength: 8, maxLength: 8 }), (sumw) => {
        const before = histogram(sumw);
        expect(totalWeight(rebin(before, 2))).toBe(totalWeight(before));
        expect(rebin(rebin(before, 2), 3)).toEqual(rebin(before, 6));
      }),
    );
  });

  it.each([0, -2, 1.5, 4, 7])('refuses factor %p, which does not divide 6 bins', (factor) => {
    expect(() => rebin(histogram([0, 0, 0, 0, 0, 0, 0, 0]), factor)).toThrow(AxisMismatchError);
  });
});
