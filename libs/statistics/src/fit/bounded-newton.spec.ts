import { describe, expect, it } from '@jest/globals';
import { countingWorkspace } from '../../fixtures/counting-workspace.js';
import { buildModel } from '../model/build-model.js';
import { createModelFitter } from './model-fitter.js';

describe('bounded Newton steps', () => {
  it.each([10, 1000])(
    'come back from a direction without curvature: with no auxiliary count mu takes over all events (mu < %s)',
    (upper) => {
      const ofBackground = [{ name: 'b', type: 'shapesys', data: [3] } as const];
      const model = buildModel(countingWorkspace({ n: 9, background: 9, ofBackground, upper }));
      const fitter = createModelFitter(model);
      for (let n = 0; n <= 30; n++) {
        const counts = Float64Array.of(n);
        const aux = new Float64Array(model.parameters.length);
        const { status, parameters } = fitter.fit({ counts, aux }, { range: [0, upper] });
        expect(status).toBe('converged');
        expect(parameters[model.pointOfInterest]).toBeCloseTo(Math.min(n, upper), 3);
      }
    },
  );
});
