import { describe, expect, it } from '@jest/globals';
import { deviation, golden, GOLDEN_BEAM, onSingleInputs } from '../../../fixtures/golden.js';
import { darkPhotonMatrixElement } from './matrix-element.js';

const points = golden.darkPhoton.map(({ mass, gamma, matrixElement }) => {
  const cosTheta = gamma[3] / gamma[0];
  return { inputs: [2 * GOLDEN_BEAM, mass, 1 - cosTheta, 1 + cosTheta] as const, matrixElement };
});

describe('darkPhotonMatrixElement', () => {
  it('equals explicit Dirac spinors to 1e-9', () => {
    expect(points.length).toBe(7);
    for (const { inputs, matrixElement } of points) {
      expect(deviation(darkPhotonMatrixElement(...inputs), matrixElement)).toBeLessThan(1e-9);
    }
  });

  it('is stable to 1e-4 when its inputs are rounded to single precision', () => {
    for (const { inputs, matrixElement } of points) {
      expect(deviation(onSingleInputs(darkPhotonMatrixElement, inputs), matrixElement)).toBeLessThan(1e-4);
    }
  });
});
