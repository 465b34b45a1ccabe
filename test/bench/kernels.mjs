// Building blocks of event kernels: each is checked against its double-precision formula, then timed on one thread.
//
//   npx nest build cli && node test/bench/kernels.mjs
//
// Million calls a second, best of several short runs; `error` is the largest difference from double precision on webasm,
// relative to 1 or to the value where that is larger.
import { pathToFileURL } from 'node:url';
import { Scatter } from '../../dist/libs/kernels/src/fill/scatter.js';
import { eventUniforms, openDevice } from '../../dist/libs/kernels/src/index.js';
import { atanhCosine, boost, boxMuller, crystalBallDeviate } from '../../dist/libs/physics/src/index.js';

const THREADS = 65_536;
const CHECKED = 4096;
const KEY = [20_260_101, 1];
const BACKENDS = ['cpu', 'webasm'];

// Each block takes two uniform deviates, then constants, and returns one number that depends on everything that it computes.
function threefryAlone(u, v) {
  return u + v;
}

function boxMullerBlock(u, v) {
  const [z1, z2] = boxMuller(u, v);
  return z1 + 0.5 * z2;
}

function crystalBallBlock(u, v) {
  return crystalBallDeviate(6 * u - 3, v, 1.2, 6, 0.05);
}

function atanhCosineBlock(u, v) {
  const [cosine, sineSquared, jacobian] = atanhCosine(u, -3, 3);
  return cosine + sineSquared * v + 0.1 * jacobian;
}

function boostThereAndBack(u, v, betaX, betaZ, gamma) {
  const [e, x, y, z] = boost(5, 3 * u, 4 * v, 1 - u, betaX, 0, betaZ, gamma);
  const [e2, x2, y2, z2] = boost(1.1 * e, x, 1.1 * y, z + v, -betaX, 0, -betaZ, gamma);
  return e2 + 0.3 * x2 + 0.2 * y2 + 0.1 * z2;
}

/** Beams with a crossing angle: velocity of the centre of mass, and its gamma. */
const BEAMS = [-0.0115, 0.4866, 1 / Math.sqrt(1 - 0.0115 ** 2 - 0.4866 ** 2)];

const BLOCKS = [
  { name: 'Threefry2x32-20, two deviates', formula: threefryAlone, uses: [], tolerance: 2e-7 },
  { name: 'Box-Muller, two normal deviates', formula: boxMullerBlock, uses: [boxMuller], tolerance: 3e-5 },
  { name: 'Crystal Ball deviate', formula: crystalBallBlock, uses: [crystalBallDeviate], tolerance: 3e-5 },
  { name: 'cosine by atanh, with weight', formula: atanhCosineBlock, uses: [atanhCosine], tolerance: 1e-5 },
  { name: 'boost there and back', formula: boostThereAndBack, constants: BEAMS, uses: [boost], tolerance: 1e-5 },
];

function sourceOf({ name, formula, uses, constants = [] }) {
  return {
    id: name,
    threads: THREADS,
    parameters: [],
    body: (text) =>
      [
        text.uniforms(['u', 'v'], 'thread', '0'),
        text.inline(['result'], formula, ['u', 'v', ...constants], uses),
        '  return result;',
      ].join('\n'),
  };
}

/** The largest difference from the formula in double precision. */
function errorOf({ formula, constants = [] }, values) {
  let largest = 0;
  for (let i = 0; i < CHECKED; i++) {
    const known = formula(...eventUniforms(KEY, i, 2), ...constants);
    largest = Math.max(largest, Math.abs(values[i] - known) / Math.max(1, Math.abs(known)));
  }
  return largest;
}

/** Million items a second of `work`, which does `items` of them: best of runs of 50 ms. */
async function rate(items, work) {
  let best = 0;
  for (let run = 0; run < 8; run++) {
    const start = performance.now();
    let calls = 0;
    while (performance.now() - start < 50) {
      await work(calls);
      calls++;
    }
    best = Math.max(best, (calls * items) / (performance.now() - start) / 1e3);
  }
  return best;
}

async function benchmarkBlock(devices, block) {
  const result = { name: block.name, error: 0, rates: {} };
  for (const device of devices) {
    const kernel = device.compileMap(sourceOf(block));
    const run = (first) => kernel.run({ key: KEY, first, parameters: {} });
    const error = errorOf(block, await run(0));
    if (!(error < block.tolerance)) {
      throw new Error(`${block.name} on ${device.backend}: error ${error}, allowed ${block.tolerance}`);
    }
    result.error = Math.max(result.error, error);
    result.rates[device.backend] = await rate(THREADS, (call) => run((call * THREADS) % 2 ** 31));
  }
  return result;
}

/** The host's part of a fill; checked against sums without a code in between. */
async function benchmarkScatter() {
  const bins = 100;
  const scatter = new Scatter(bins, { kind: 'linear' });
  const encoded = new Float32Array(THREADS);
  let sum = 0;
  for (let i = 0; i < THREADS; i++) {
    const [u, weight] = eventUniforms(KEY, i, 2);
    sum += weight;
    encoded[i] = Math.floor((bins + 2) * u) + 0.998 * weight;
  }
  scatter.add(encoded, THREADS);
  const error = Math.abs(scatter.result().sumw.reduce((total, value) => total + value, 0) / sum - 1);
  if (!(error < 1e-6)) throw new Error(`scatter: sum of weights off by ${error}`);
  const million = await rate(THREADS, () => scatter.add(encoded, THREADS));
  return { name: 'weighted histogram on the host', error, rates: { host: million } };
}

/** Every block, checked and timed. */
export async function benchmarkKernels() {
  const devices = [];
  for (const backend of BACKENDS) devices.push(await openDevice(backend));
  const results = [];
  for (const block of BLOCKS) results.push(await benchmarkBlock(devices, block));
  results.push(await benchmarkScatter());
  for (const device of devices) await device.close();
  return results;
}

export function printKernels(results) {
  const column = (value) => (value === undefined ? '' : value.toFixed(1)).padStart(10);
  console.log(`${'million a second, one thread'.padEnd(34)}${'cpu'.padStart(10)}${'webasm'.padStart(10)}     error`);
  for (const { name, error, rates } of results) {
    console.log(
      `${name.padEnd(34)}${column(rates.cpu)}${column(rates.webasm ?? rates.host)}   ${error.toExponential(1)}`,
    );
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  printKernels(await benchmarkKernels());
}
