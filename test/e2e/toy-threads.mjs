// Toys on one thread, on two and in this one, as JSON: what toy-threads.spec.ts compares.
import { openDevice } from '../../dist/libs/kernels/src/index.js';
import { initialParameters } from '../../dist/libs/statistics/src/likelihood/dataset.js';
import { buildModel } from '../../dist/libs/statistics/src/model/build-model.js';
import { kernelToyEngine } from '../../dist/libs/statistics/src/toys/kernel-engine.js';
import { threadToyEngine } from '../../dist/libs/statistics/src/toys/thread-engine.js';

/** A bump on `bins` bins with one systematic; more than 64 have no kernel. */
function bumpOn(bins) {
  const background = Array.from({ length: bins }, (_, b) => 5 + (b % 7));
  const signal = background.map((_, b) => 4 * Math.exp(-(((b - bins / 2) / 3) ** 2)));
  const normsys = { name: 'norm', type: 'normsys', data: { hi: 1.1, lo: 0.9 } };
  return buildModel({
    version: '1.0.0',
    channels: [
      {
        name: 'sr',
        samples: [
          { name: 'background', data: background, modifiers: [normsys] },
          { name: 'signal', data: signal, modifiers: [{ name: 'mu', type: 'normfactor', data: null }] },
        ],
      },
    ],
    observations: [{ name: 'sr', data: background }],
    measurements: [{ name: 'm', config: { poi: 'mu', parameters: [] } }],
  });
}

function requestFor(model, count) {
  const truth = initialParameters(model);
  const other = truth.map((value, p) => (p === model.pointOfInterest ? 0 : value));
  return { model, truth, other, key: [3, 4], first: 100, count, conditional: 1, free: [0, 10] };
}

const plain = (batch) =>
  Object.fromEntries(
    Object.entries(batch).map(([name, value]) => [name, typeof value === 'number' ? value : [...value]]),
  );

const requests = [requestFor(bumpOn(8), 9000), requestFor(bumpOn(70), 50)];
const device = await openDevice('webasm');
const engines = {
  here: kernelToyEngine(device),
  one: await threadToyEngine({ workers: 1, device: 'webasm' }),
  two: await threadToyEngine({ workers: 2, device: 'webasm' }),
};
const answers = {};
for (const [name, engine] of Object.entries(engines)) {
  answers[name] = [];
  for (const request of [...requests, requests[0]]) answers[name].push(plain(await engine.generate(request)));
  await engine.close();
}
const afterClose = await engines.two.generate(requests[0]).then(
  () => 'toys',
  (error) => `${error.name}: ${error.message}`,
);
await device.close();
console.log(JSON.stringify({ answers, afterClose }));
