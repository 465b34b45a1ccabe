// Toys per second: the whole toy in one kernel, checked toy by toy against the engine in double precision, then timed.
import { openDevice } from '../../dist/libs/kernels/src/index.js';
import { datasetOf } from '../../dist/libs/statistics/src/fit/dataset.js';
import { createFitter } from '../../dist/libs/statistics/src/fit/fitter.js';
import { compileModel } from '../../dist/libs/statistics/src/model/compile-model.js';
import { hostToyEngine } from '../../dist/libs/statistics/src/toys/host-toy-engine.js';
import { kernelToyEngine } from '../../dist/libs/statistics/src/toys/kernel-toy-engine.js';
import { Hypothesis } from '../../dist/libs/statistics/src/toys/toy-engine.js';

const CHECKED = 2000;
const SHAPES = [
  { name: '1 bin, no nuisance', bins: 1, systematics: 0, mcError: 0, toys: 1_000_000 },
  { name: '16 bins, 3 nuisances, MC errors', bins: 16, systematics: 3, mcError: 0.2, toys: 200_000 },
  { name: '50 bins, no nuisance', bins: 50, systematics: 0, mcError: 0, toys: 300_000 },
  { name: '50 bins, 3 nuisances, MC errors', bins: 50, systematics: 3, mcError: 0.2, toys: 60_000 },
];
const BACKGROUND = 8;

/** A bump on two backgrounds, as the recoil mass of a single photon is. */
function requestOf({ bins, systematics, mcError }, count) {
  const shape = Array.from({ length: bins }, (_, i) => Math.exp(-0.5 * ((i - bins / 2 + 0.5) / (bins / 8)) ** 2));
  const level = BACKGROUND / (2 * bins);
  const model = compileModel({
    kind: 'template-model',
    signal: {
      name: 'signal',
      yields: shape,
      statErrors: shape.map(() => 0),
      systematics: systematics > 0 ? [{ name: 'efficiency', relative: 0.05 }] : [],
    },
    backgrounds: [0, 1].map((j) => ({
      name: `background ${j}`,
      yields: shape.map((_, i) => level * (j === 0 ? 1 : (2 * i + 1) / bins)),
      statErrors: shape.map(() => mcError * level),
      systematics: systematics > 1 + j ? [{ name: `normalisation ${j}`, relative: 0.2 }] : [],
    })),
  });
  const testSignal = 3 + 2 * Math.sqrt(BACKGROUND);
  const truth = createFitter(model).conditional(datasetOf(model, model.background), testSignal).parameters;
  return { model, testSignal, hypothesis: Hypothesis.signal, truth, first: 0, count, key: [5, 6] };
}

async function thousandASecond(engine, request) {
  await engine.generate({ ...request, count: 1000 });
  let best = 0;
  for (let i = 0; i < 3; i++) {
    const start = performance.now();
    await engine.generate(request);
    best = Math.max(best, request.count / (performance.now() - start));
  }
  return best;
}

export async function benchmarkToys() {
  const device = await openDevice('webasm');
  const [kernel, host] = [kernelToyEngine(device), hostToyEngine()];
  console.log(
    `${'thousand toys a second'.padEnd(36)}${'kernel'.padStart(10)}${'host'.padStart(10)}   largest difference in q`,
  );
  for (const shape of SHAPES) {
    const checked = requestOf(shape, CHECKED);
    const [a, b] = [await kernel.generate(checked), await host.generate(checked)];
    const differences = a.q.map((q, i) => Math.abs(q - b.q[i]) / (1 + b.q[i])).sort();
    const apart = differences[CHECKED - 1];
    if (!(differences[CHECKED - 4] < 1e-3)) throw new Error(`${shape.name}: q differs by ${differences[CHECKED - 4]}`);
    const rates = [
      await thousandASecond(kernel, requestOf(shape, shape.toys)),
      await thousandASecond(host, requestOf(shape, Math.min(shape.toys, 30_000))),
    ];
    console.log(
      `${shape.name.padEnd(36)}${rates.map((rate) => rate.toFixed(0).padStart(10)).join('')}   ${apart.toExponential(1)}`,
    );
  }
  await device.close();
}
