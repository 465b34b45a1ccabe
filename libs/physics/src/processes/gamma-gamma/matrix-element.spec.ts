import { describe, expect, it } from '@jest/globals';
import { beamProduct, deviation, golden, onSingleInputs } from '../../../fixtures/golden.js';
import { gammaGammaMatrixElement } from './matrix-element.js';

describe('gammaGammaMatrixElement', () => {
  it('equals explicit Dirac spinors to 1e-9, and to 1e-4 on single-precision inputs', () => {
    expect(golden.gammaGamma.length).toBe(3);
    for (const { photons, matrixElement } of golden.gammaGamma) {
      const inputs = [-2 * beamProduct(1, photons[0]), -2 * beamProduct(-1, photons[0])] as const;
      expect(deviation(gammaGammaMatrixElement(...inputs), matrixElement)).toBeLessThan(1e-9);
      expect(deviation(onSingleInputs(gammaGammaMatrixElement, inputs), matrixElement)).toBeLessThan(1e-4);
    }
  });
});
