import { describe, expect, it } from '@jest/globals';
import { regularAxis } from './axis.js';
import { binnedValues, emptyHistogram, scaleHistogram, totalWeight } from './histogram.js';

const axis = regularAxis({ name: 'x', unit: 'GeV', bins: 3, low: 0, high: 3 });
const filled = {
  ...emptyHistogram(axis),
  sumw: Float64Array.of(1, 2, 3, 4, 5),
  sumw2: Float64Array.of(1, 4, 9, 16, 25),
  entries: 5,
};

describe('Histogram', () => {
  it('starts with zeros in every bin and in both flow bins', () => {
    const empty = emptyHistogram(axis);
    expect([...empty.sumw]).toEqual([0, 0, 0, 0, 0]);
    expect([...empty.sumw2]).toEqual([0, 0, 0, 0, 0]);
    expect(empty.entries).toBe(0);
  });

  it('counts the flow bins in the total weight but not in the binned values', () => {
    expect(totalWeight(filled)).toBe(15);
    expect([...binnedValues(filled.sumw)]).toEqual([2, 3, 4]);
  });

  it('scales weights by the factor, their squares by its square, and keeps the entries', () => {
    const scaled = scaleHistogram(filled, 10);
    expect([...scaled.sumw]).toEqual([10, 20, 30, 40, 50]);
    expect([...scaled.sumw2]).toEqual([100, 400, 900, 1600, 2500]);
    expect(scaled.entries).toBe(5);
  });

  it('leaves what it was given as it was', () => {
    scaleHistogram(filled, 0);
    binnedValues(filled.sumw).fill(0);
    expect([...filled.sumw]).toEqual([1, 2, 3, 4, 5]);
  });
});
