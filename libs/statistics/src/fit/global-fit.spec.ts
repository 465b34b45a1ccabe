import { expect, it } from '@jest/globals';
import { observedData } from '../likelihood/dataset.js';
import { buildModel } from '../model/build-model.js';
import type { Workspace } from '../workspace/workspace.js';
import { globalFit } from './global-fit.js';
import { createModelFitter } from './model-fitter.js';

/** A shift that pulls the signal region one way and the control region the other. */
const pulled: Workspace = {
  version: '1.0.0',
  channels: [
    {
      name: 'control',
      samples: [
        {
          name: 'b',
          data: [100, 100],
          modifiers: [{ name: 'h', type: 'histosys', data: { hi_data: [120, 118], lo_data: [118, 121] } }],
        },
      ],
    },
    {
      name: 'signal',
      samples: [
        { name: 's', data: [30, 50], modifiers: [{ name: 'mu', type: 'normfactor', data: null }] },
        {
          name: 'b',
          data: [150, 160],
          modifiers: [{ name: 'h', type: 'histosys', data: { hi_data: [175, 160], lo_data: [150, 190] } }],
        },
      ],
    },
  ],
  observations: [
    { name: 'control', data: [113, 112] },
    { name: 'signal', data: [170, 195] },
  ],
  measurements: [{ name: 'm', config: { poi: 'mu', parameters: [] } }],
};

it('finds the lowest of several minima, and names the others (trap 3)', () => {
  const model = buildModel(pulled);
  const fitter = createModelFitter(model);
  const data = observedData(model);
  const fit = globalFit(fitter, data, { near: 3 });
  const h = model.parameters.findIndex(({ name }) => name === 'h');
  const scan = Array.from({ length: 101 }, (_, k) => {
    const initial = -5 + 0.1 * k;
    const parameters = model.parameters.map((p, i) => (i === h ? { ...p, initial, fixed: true } : p));
    return createModelFitter({ ...model, parameters }).fit(data).value;
  });
  const minima = scan.filter((value, k) => value < (scan[k - 1] ?? Infinity) && value < (scan[k + 1] ?? Infinity));
  expect(minima.length).toBeGreaterThan(1);
  expect(fit.value).toBeLessThan(Math.min(...scan) + 1e-9);
  expect(fit.value).toBeGreaterThan(Math.min(...scan) - 0.05);
  expect(fit.otherMinima.length).toBeGreaterThan(0);
});
