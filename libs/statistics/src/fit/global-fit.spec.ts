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

it('finds the lowest of several minima, and names the others', () => {
  const model = buildModel(pulled);
  const fitter = createModelFitter(model);
  const data = observedData(model);
  const fit = globalFit(fitter, data, { near: 3 });
  const scan = [-4, -2, -1, -0.5, 0.5, 1, 2, 4].map((h) => {
    const start = fit.parameters.slice();
    start[model.parameters.findIndex(({ name }) => name === 'h')] = h;
    return fitter.fit(data, { starts: [start] });
  });
  expect(new Set(scan.map(({ value }) => value.toFixed(4))).size).toBeGreaterThan(1);
  expect(fit.value).toBeCloseTo(Math.min(...scan.map(({ value }) => value)), 8);
  expect(fit.otherMinima.length).toBeGreaterThan(0);
});
