// Toys per second on one core: draws, conditional and free fit. First agreement (kernel with the host toy by toy, p-values
// in single precision, C++ on the same toys, numpy by the mean of q), then times.
import { openDevice } from '../../dist/libs/kernels/src/index.js';
import { hostToyEngine } from '../../dist/libs/statistics/src/toys/host-engine.js';
import { kernelToyEngine } from '../../dist/libs/statistics/src/toys/kernel-engine.js';
import { fixturePath, likelihoodRatios, PRECISION_MODELS, requestOf, TOY_MODELS } from './toy-models.mjs';
import { cppToys, pythonToys } from './toy-partners.mjs';

const CHECKED = 1000;
/** Of those, toys that may differ: by a count of one more or less where hundreds of events are drawn, or by a minimum. */
const MAY_DIFFER = 5;
const CPP_TOYS = 65_536;
const PYHF_TOYS = { bf_bump50_2norm: 15, bf_bump50_10np: 5 };

/** Toys a second in thousands: the best of some short runs, each of the same number of toys. */
async function thousandASecond(engine, request, milliseconds) {
  await engine.generate({ ...request, count: 64 });
  let best = 0;
  for (const start = performance.now(); performance.now() - start < milliseconds;) {
    const begin = performance.now();
    await engine.generate(request);
    best = Math.max(best, request.count / (performance.now() - begin));
  }
  return best;
}

/** The largest differences of q between kernel and host, relative to 1 + q. */
async function agreement({ kernel, host }, name, model) {
  const request = requestOf(model, CHECKED);
  const inKernel = await kernel.generate(request);
  const [a, b] = [inKernel, await host.generate(request)].map(likelihoodRatios);
  const differences = a.map((q, i) => Math.abs(q - b[i]) / (1 + Math.abs(b[i]))).sort();
  if (!(differences[CHECKED - 1 - MAY_DIFFER] < 1e-3) || inKernel.failed > 0) {
    throw new Error(`${name}: q of kernel and host differ by ${differences[CHECKED - 1 - MAY_DIFFER]}`);
  }
  return { largest: differences[CHECKED - 1], refitted: inKernel.refitted };
}

async function timeModel(engines, { name, model: build, wanted }) {
  const model = build();
  const begin = performance.now();
  await engines.kernel.generate(requestOf(model, 1));
  const compile = performance.now() - begin;
  const { largest, refitted } = await agreement(engines, name, model);
  // The kernel as it is when it has run for a while: V8 compiles it anew when it turns out to be used much.
  await thousandASecond(engines.kernel, requestOf(model, 8192), 1500);
  const kernel = await thousandASecond(engines.kernel, requestOf(model, wanted >= 1000 ? 65_536 : 8192), 1500);
  const host = await thousandASecond(engines.host, requestOf(model, 200), 1000);
  const cells = [kernel.toFixed(0), host.toFixed(1), `${(kernel / host).toFixed(0)} x`, `${compile.toFixed(0)} ms`];
  const verdict = wanted === undefined ? '' : `   wanted ${wanted}`;
  console.log(
    `  ${name.padEnd(26)}${cells.map((cell) => cell.padStart(10)).join('')}${largest.toExponential(1).padStart(12)}` +
      `${String(refitted).padStart(10)}${verdict}`,
  );
  return kernel;
}

/** p-values of kernel and host on the same toys, at four values of q. */
async function precision({ kernel, host }) {
  for (const { name, model } of PRECISION_MODELS) {
    const request = requestOf(model(), 5000);
    const [a, b] = [likelihoodRatios(await kernel.generate(request)), likelihoodRatios(await host.generate(request))];
    const deviations = [0.35, 0.95, 1.85, 2.75].map((q) => {
      const [inKernel, onHost] = [a, b].map((values) => values.filter((value) => value >= q).length);
      return Math.abs(inKernel / onHost - 1);
    });
    const worst = Math.max(...deviations);
    if (!(worst < 0.005)) throw new Error(`${name}: p-values in single precision are off by ${worst}`);
    console.log(`  p-values, ${name.padEnd(28)} within ${(100 * worst).toFixed(2)} % of double precision`);
  }
}

function compareWithCpp(rate, model, q) {
  const outcome = cppToys(requestOf(model, CPP_TOYS));
  if (typeof outcome === 'string') {
    console.log(`  C++: ${outcome}`);
    return;
  }
  if (!(Math.abs(outcome.mean_q - q) < 1e-4)) throw new Error(`C++: mean q is ${outcome.mean_q}, here ${q}`);
  const thousands = outcome.toys_per_second / 1e3;
  console.log(
    `  C++ AVX2, 50 bins, 100 events: ${thousands.toFixed(0)} k/s (same toys, mean q ${outcome.mean_q.toFixed(5)}); ` +
      `the kernel is ${(rate / thousands).toFixed(2)} x (wanted 0.5 x)`,
  );
}

function compareWithPython(rates, models, q) {
  const path = (name) => fixturePath(name).pathname;
  const three = requestOf(models.get('bf_bump50_2norm'), 1);
  const order = ['mu', 'sig_eff', 'bkg_norm'].map((name) => three.model.parameters.findIndex((p) => p.name === name));
  const numpy = pythonToys('toys_numpy.py', path('bf_bump50_2norm'), ...order.map((p) => String(three.truth[p])));
  if (typeof numpy === 'string') console.log(`  numpy: ${numpy}`);
  else {
    if (!(Math.abs(numpy.mean_q - q) < 5 * numpy.error)) throw new Error(`numpy: mean q is ${numpy.mean_q}, here ${q}`);
    const thousands = numpy.toys_per_second / 1e3;
    console.log(
      `  numpy, all toys at once, 3 parameters: ${thousands.toFixed(2)} k/s ` +
        `(mean q ${numpy.mean_q.toFixed(3)} +- ${numpy.error.toFixed(3)}, here ${q.toFixed(3)}); ` +
        `the kernel is ${(rates.get('bf_bump50_2norm') / thousands).toFixed(0)} x`,
    );
  }
  for (const [name, toys] of Object.entries(PYHF_TOYS)) {
    const pyhf = pythonToys('toys_pyhf.py', path(name), String(toys));
    if (typeof pyhf === 'string') console.log(`  pyhf: ${pyhf}`);
    else {
      const ratio = (1e3 * rates.get(name)) / pyhf.toys_per_second;
      console.log(
        `  pyhf ${pyhf.version}, ${name}: ${pyhf.toys_per_second.toFixed(1)} /s; the kernel is ${ratio.toFixed(0)} x`,
      );
    }
  }
}

async function meanQ(engine, model, count) {
  const q = likelihoodRatios(await engine.generate(requestOf(model, count)));
  return q.reduce((sum, value) => sum + value, 0) / count;
}

export async function benchmarkToys() {
  const device = await openDevice('webasm');
  const engines = { kernel: kernelToyEngine(device), host: hostToyEngine() };
  const head = ['kernel', 'host', 'ratio', '1st call'].map((cell) => cell.padStart(10)).join('');
  console.log(`  ${'thousand toys a second'.padEnd(26)}${head}  difference  refitted`);
  const rates = new Map();
  const models = new Map();
  for (const entry of TOY_MODELS) {
    const rate = await timeModel(engines, entry);
    rates.set(entry.workspace ?? entry.name, rate);
    models.set(entry.workspace ?? entry.name, entry.model());
  }
  const known = TOY_MODELS.find((entry) => entry.cpp);
  const model = models.get(known.name);
  compareWithCpp(rates.get(known.name), model, await meanQ(engines.kernel, model, CPP_TOYS));
  compareWithPython(rates, models, await meanQ(engines.kernel, models.get('bf_bump50_2norm'), 100_000));
  await precision(engines);
  await device.close();
}
