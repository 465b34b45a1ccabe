import { expect, it } from '@jest/globals';
import * as statistics from './index.js';

it('exports these names and no others', () => {
  expect(Object.keys(statistics).sort()).toEqual([
    'InvalidModelError',
    'countingBayesUpperLimit',
    'countingCls',
    'countingFeldmanCousins',
    'countingUpperLimit',
    'effectiveBackground',
    'hostToyEngine',
    'kernelToyEngine',
    'upperLimit',
  ]);
});
