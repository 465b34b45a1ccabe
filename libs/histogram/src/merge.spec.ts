import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { regularAxis, type RegularAxis } from './axis.js';
import { AxisMismatchError, DuplicatePartError } from './errors.js';
import { emptyHistogram, type Histogram } from './histogram.js';
import { mergeHistograms } from './merge.js';

const axis = regularAxis({ name: 'M_rec^2', unit: 'GeV^2', bins: 3, low: -1, high: 70 });

function histogram(weights: readonly number[], on: RegularAxis = axis): Histogram {
  const sumw = Float64Array.from(weights);
  return { ...emptyHistogram(on), sumw, sumw2: sumw.map((w) => w * w), entries: weights.length };
}

const weight = fc.double({ min: 0, max: 1e9, noNaN: true });
const weights = fc.array(weight, { minLength: axis.bins + 2, maxLength: axis.bins + 2 });
const parts = fc
  .array(weights, { minLength: 1, maxLength: 12 })
  .map((all) => all.map((w, order) => ({ order, histogram: histogram(w) })));
const partsAndShuffle = parts.chain((ordered) =>
  fc.tuple(
    fc.constant(ordered),
    fc.shuffledSubarray(ordered, { minLength: ordered.length, maxLength: ordered.length }),
  ),
);

describe('mergeHistograms', () => {
  it('gives the same bits in whatever order the parts arrive', () => {
    fc.assert(
      fc.property(partsAndShuffle, ([ordered, shuffled]) => {
        expect(mergeHistograms(axis, shuffled)).toEqual(mergeHistograms(axis, ordered));
      }),
    );
  });

  it('would not give the same bits by adding in order of arrival', () => {
    const [tiny, huge, minus] = [1, 1e16, -1e16].map((w, order) => ({ order, histogram: histogram(Array(5).fill(w)) }));
    const arrivals = [tiny!, huge!, minus!];
    const naive = (order: typeof arrivals): number => order.reduce((sum, p) => sum + p.histogram.sumw[0]!, 0);
    expect(naive([huge!, minus!, tiny!])).not.toBe(naive(arrivals));
    expect(mergeHistograms(axis, [huge!, minus!, tiny!]).sumw[0]).toBe(mergeHistograms(axis, arrivals).sumw[0]);
  });

  it('adds weights, squares of weights and entries bin by bin, flow bins included', () => {
    const merged = mergeHistograms(axis, [
      { order: 1, histogram: histogram([1, 2, 3, 4, 5]) },
      { order: 0, histogram: histogram([10, 20, 30, 40, 50]) },
    ]);
    expect([...merged.sumw]).toEqual([11, 22, 33, 44, 55]);
    expect([...merged.sumw2]).toEqual([101, 404, 909, 1616, 2525]);
    expect(merged.entries).toBe(10);
  });

  it('has the empty histogram as the sum of no parts, and as the neutral part', () => {
    fc.assert(
      fc.property(weights, (w) => {
        const part = { order: 7, histogram: histogram(w) };
        const neutral = { order: 8, histogram: emptyHistogram(axis) };
        expect(mergeHistograms(axis, [neutral, part])).toEqual(part.histogram);
      }),
    );
    expect(mergeHistograms(axis, [])).toEqual(emptyHistogram(axis));
  });

  it('leaves the parts as they were', () => {
    const part = histogram([1, 2, 3, 4, 5]);
    mergeHistograms(axis, [
      { order: 0, histogram: part },
      { order: 1, histogram: part },
    ]);
    expect([...part.sumw]).toEqual([1, 2, 3, 4, 5]);
  });

  it('refuses a part on another axis and names both', () => {
    const other = regularAxis({ name: 'M_rec^2', unit: 'GeV^2', bins: 3, low: -1, high: 71 });
    const merge = (): Histogram => mergeHistograms(axis, [{ order: 0, histogram: histogram([0, 0, 0, 0, 0], other) }]);
    expect(merge).toThrow(AxisMismatchError);
    expect(merge).toThrow(/71\).*70\)/);
  });

  it('refuses the same shard twice', () => {
    const part = { order: 3, histogram: emptyHistogram(axis) };
    expect(() => mergeHistograms(axis, [part, part])).toThrow(DuplicatePartError);
  });
});
