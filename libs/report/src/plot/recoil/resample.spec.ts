import { describe, expect, it } from '@jest/globals';
import { emptyHistogram, regularAxis } from '@darkreach/histogram';
import { contentsOn, drawnAxis } from './resample.js';

const axis = regularAxis({ name: 'x', unit: 'GeV', bins: 4, low: 0, high: 4 });
const histogram = { ...emptyHistogram(axis), sumw: Float64Array.of(99, 1, 2, 3, 4, 99) };

describe('drawnAxis', () => {
  it('joins bins until at most 150 are left, and leaves a prime number of few bins alone', () => {
    expect(drawnAxis({ ...axis, bins: 600 }).bins).toBe(150);
    expect(drawnAxis({ ...axis, bins: 149 }).bins).toBe(149);
    expect(drawnAxis({ ...axis, bins: 151 }).bins).toBe(150);
  });
});

describe('contentsOn', () => {
  it('joins bins on a coarser axis', () => {
    expect(contentsOn({ ...axis, bins: 2 }, histogram)).toEqual([3, 7]);
    expect(contentsOn(axis, histogram)).toEqual([1, 2, 3, 4]);
  });

  it('spreads bins evenly on another axis and keeps their sum', () => {
    expect(contentsOn({ ...axis, low: -1, high: 5, bins: 4 }, histogram)).toEqual([0.5, 2.5, 5, 2]);
  });

  it('leaves out what is beyond the axis', () => {
    expect(contentsOn({ ...axis, low: 2, high: 3, bins: 1 }, histogram)).toEqual([3]);
  });
});
