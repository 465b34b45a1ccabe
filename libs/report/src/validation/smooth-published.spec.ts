import { describe, expect, it } from '@jest/globals';
import { smoothPublished } from './smooth-published.js';

describe('smoothPublished', () => {
  it('is the geometric mean with both neighbours, and with the one neighbour at the ends', () => {
    const smooth = smoothPublished([1, 10, 100, 1]);
    [Math.sqrt(10), 10, 10, 10].forEach((value, i) => expect(smooth[i]).toBeCloseTo(value, 12));
  });

  it('leaves a geometric progression as it is, but for its ends', () => {
    const smooth = smoothPublished([1, 2, 4, 8, 16]);
    [2, 4, 8].forEach((value, i) => expect(smooth[i + 1]).toBeCloseTo(value, 12));
  });

  it('leaves a single point and nothing as they are', () => {
    expect(smoothPublished([0.5])).toEqual([0.5]);
    expect(smoothPublished([])).toEqual([]);
  });
});
