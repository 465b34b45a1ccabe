import { describe, expect, it } from '@jest/globals';
import * as histogram from './index.js';

describe('@darkreach/histogram', () => {
  it('has exactly these public names', () => {
    expect(Object.keys(histogram).sort()).toEqual([
      'AxisMismatchError',
      'DuplicatePartError',
      'binCentre',
      'binEdges',
      'binnedValues',
      'emptyHistogram',
      'mergeHistograms',
      'rebin',
      'regularAxis',
      'scaleHistogram',
      'totalWeight',
    ]);
  });

  it('has errors that a retry does not mend', () => {
    expect(new histogram.AxisMismatchError('x').retryable).toBe(false);
    expect(new histogram.DuplicatePartError(4)).toMatchObject({ retryable: false, order: 4 });
  });
});
