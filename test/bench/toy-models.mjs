// The models that toys are timed on, each with a request for toys of signal and background.
import { readFileSync } from 'node:fs';
import { createModelFitter } from '../../dist/libs/statistics/src/fit/model-fitter.js';
import { observedData } from '../../dist/libs/statistics/src/likelihood/dataset.js';
import { buildModel } from '../../dist/libs/statistics/src/model/build-model.js';

export const KEY = [5, 6];

export const fixturePath = (name) => new URL(`../../libs/statistics/fixtures/${name}.json`, import.meta.url);
const fixture = (name) => buildModel(JSON.parse(readFileSync(fixturePath(name), 'utf8')));

const scaledTo = (list, total) => {
  const sum = list.reduce((a, b) => a + b);
  return list.map((x) => (x * total) / sum);
};

/** A bump on a falling, known background of `total` events. */
function knownBackground(total, bins) {
  const places = Array.from({ length: bins }, (_, i) => i);
  const background = scaledTo(
    places.map((i) => Math.exp(-i / 20)),
    total,
  );
  const signal = scaledTo(
    places.map((i) => Math.exp(-0.5 * ((i - (bins - 1) / 2) / (bins / 20)) ** 2)),
    3 + Math.sqrt(total / 5),
  );
  return buildModel({
    version: '1.0.0',
    channels: [
      {
        name: 'recoil',
        samples: [
          { name: 'background', data: background, modifiers: [] },
          { name: 'signal', data: signal, modifiers: [{ name: 'mu', type: 'normfactor', data: null }] },
        ],
      },
    ],
    observations: [{ name: 'recoil', data: background.map(Math.round) }],
    measurements: [{ name: 'search', config: { poi: 'mu', parameters: [] } }],
  });
}

/** `wanted`: thousand toys a second that one core should reach, where there is such a number. */
export const TOY_MODELS = [
  { name: '1 bin, 3 events', model: () => fixture('count_b3_n3') },
  { name: '1 bin, shapesys', model: () => fixture('count_b3_n3_shapesys') },
  { name: '50 bins, 8 events', model: () => knownBackground(8, 50), wanted: 1000 },
  { name: '50 bins, 100 events', model: () => knownBackground(100, 50), wanted: 1000, cpp: true },
  { name: '50 bins, 5000 events', model: () => knownBackground(5000, 50), wanted: 1000 },
  { name: '50 bins, 3 parameters', model: () => fixture('bf_bump50_2norm'), wanted: 100, workspace: 'bf_bump50_2norm' },
  { name: '50 bins, 11 parameters', model: () => fixture('bf_bump50_10np'), wanted: 12, workspace: 'bf_bump50_10np' },
  { name: '20 bins, staterror', model: () => fixture('bf_staterror20_lowmc') },
  { name: '16 bins, shapefactor', model: () => fixture('bf_shapefactor_cr8') },
];

/** Models for p-values in single precision: events in a bin from one to a million. */
export const PRECISION_MODELS = [10, 1e4, 1e6].map((events) => ({
  name: `10 bins of ${events.toExponential(0)} events`,
  model: () => knownBackground(10 * events, 10),
}));

export function requestOf(model, count) {
  const { upper } = model.parameters[model.pointOfInterest];
  const { parameters: truth } = createModelFitter(model).fit(observedData(model), { fixedAt: 1 });
  return { model, truth, key: KEY, first: 0, count, conditional: 1, free: [0, upper] };
}

export function likelihoodRatios({ conditional, free }) {
  return conditional.map((value, i) => 2 * (value - free[i]));
}
