import { describe, expect, it } from '@jest/globals';
import * as kernels from './index.js';

describe('@darkreach/kernels', () => {
  it('has exactly these public names', () => {
    expect(Object.keys(kernels).sort()).toEqual([
      'DeviceError',
      'FormulaError',
      'defineEventKernel',
      'eventUniforms',
      'openDevice',
      'referenceFill',
      'surveyDevices',
      'threefry2x32',
      'uniformFrom',
    ]);
  });

  it('has errors that say whether a retry may mend them', () => {
    expect(new kernels.FormulaError('f', 'a', 'b')).toMatchObject({ name: 'FormulaError', retryable: false });
    expect(new kernels.DeviceError('x')).toMatchObject({ name: 'DeviceError', retryable: false });
    expect(new kernels.DeviceError('x', true)).toMatchObject({ retryable: true });
  });
});
