// npm run bench: the whole dark-photon event, checked against its formula in double precision and then timed, beside the
// same event in numpy and in C++ when they are there; then one core against two.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import { findChannel } from '../../dist/libs/channels/src/index.js';
import { openDevice, referenceFill } from '../../dist/libs/kernels/src/index.js';
import { benchmarkKernels, printKernels } from './kernels.mjs';
import { benchmarkToys } from './toys.mjs';

const EVENTS = 4_194_304;
const CHECKED = 300_000;
const REPETITIONS = 9;
const AXIS = { bins: 100, low: -10, high: 90 };
const KEY = [123456789, 987654321];

/** The signal of a 2 GeV A' at Belle II with every part of the event: smearing with tail, boost there and back, recoil. */
function signalRequest(events) {
  const recipe = findChannel('dark-photon-invisible').experiment('belle2', {}).signal(2, { shell: 'on' });
  const { kernel, parameters } = recipe.source;
  // As in the programs that it is compared with: beams without tilt, selection by angle and energy.
  const plain = { axisCos: 1, axisSin: 0, gapVeto: 0, cosStarLow: -1, cosStarHigh: 1 };
  return { kernel, parameters: { ...parameters, ...plain }, key: KEY, firstEvent: 0, events, ...AXIS };
}

async function bestRate(device, request, repetitions = REPETITIONS) {
  await device.fill(request);
  let best = 0;
  for (let i = 0; i < repetitions; i++) {
    const start = performance.now();
    await device.fill(request);
    best = Math.max(best, request.events / (performance.now() - start) / 1e3);
  }
  return best;
}

function pulls(a, b, scale = 1) {
  return Math.max(
    ...Array.from(a, (w, bin) => Math.abs(w * scale - b.sumw[bin]) / Math.sqrt(Math.max(b.sumw2[bin], 1e-12))),
  );
}

/** Flat parameters as the comparison programs read them. */
function parameterFile(folder, { parameters: p }, events) {
  const { sqrtS, mass, yLow, yHigh, betaX, betaZ, gamma, a, b, c, q0, q1, alpha, n, gate, ta, tc } = p;
  const cuts = { cLow: p.cosLabLow, cHigh: p.cosLabHigh, eMin: p.energyMinimum };
  const path = join(folder, `parameters-${events}.json`);
  const flat = { sqrtS, mass, yLow, yHigh, betaX, betaZ, gamma, a, b, c, q0, q1, alpha, n, gate, ta, tc, ...cuts };
  writeFileSync(path, JSON.stringify({ ...flat, ...AXIS, key0: KEY[0], key1: KEY[1], events }));
  return path;
}

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

function runCpp(folder, parameters) {
  if (spawnSync('g++', ['--version']).status !== 0) return 'g++ is not there';
  const program = join(folder, 'event');
  const flags = ['-std=c++20', '-O3', '-march=native', '-mavx2', '-mno-avx512f', '-ffast-math'];
  const build = spawnSync('g++', [...flags, here('dark_photon_event.cpp'), '-o', program], { encoding: 'utf8' });
  if (build.status !== 0) return `g++ fails: ${build.stderr.split('\n')[0]}`;
  return JSON.parse(execFileSync(program, [parameters], { encoding: 'utf8', maxBuffer: 1e8 }));
}

function runNumpy(parameters) {
  const python = process.env.DARKREACH_PYTHON ?? 'python3';
  const run = spawnSync(python, [here('dark_photon_event.py'), parameters], { encoding: 'utf8', maxBuffer: 1e8 });
  if (run.status !== 0) return 'numpy is not there (DARKREACH_PYTHON names the interpreter)';
  return JSON.parse(run.stdout);
}

async function manyCores(threads) {
  const workers = Array.from(
    { length: threads },
    () => new Worker(new URL(import.meta.url), { workerData: { bench: true } }),
  );
  const next = (worker) => new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
  await Promise.all(workers.map(next));
  const rates = await Promise.all(
    workers.map((worker) => {
      const answer = next(worker);
      worker.postMessage('go');
      return answer;
    }),
  );
  await Promise.all(workers.map((worker) => worker.terminate()));
  return rates.reduce((sum, rate) => sum + rate, 0);
}

/** A worker: opens its device, waits for the others, then fills for two seconds. */
async function workerMain() {
  const device = await openDevice('webasm');
  const request = signalRequest(EVENTS);
  await device.fill(request);
  parentPort.postMessage('ready');
  await new Promise((resolve) => parentPort.once('message', resolve));
  const start = performance.now();
  let events = 0;
  while (performance.now() - start < 2000) {
    await device.fill(request);
    events += EVENTS;
  }
  parentPort.postMessage(events / (performance.now() - start) / 1e3);
}

function line(name, rate, note = '') {
  console.log(`  ${name.padEnd(44)}${rate.toFixed(1).padStart(8)} M events/s   ${note}`);
}

async function compareWith(name, outcome, expected, webasm, target) {
  if (typeof outcome === 'string') {
    console.log(`  ${name}: ${outcome}`);
    return;
  }
  const scale = expected.sumw.reduce((x, y) => x + y) / outcome.sumw.reduce((x, y) => x + y);
  const pull = pulls(outcome.sumw, expected, scale);
  if (!(pull < 0.2)) throw new Error(`${name}: histogram differs by ${pull.toFixed(2)} standard errors in a bin`);
  const rate = outcome.million_events_per_second;
  line(
    outcome.implementation,
    rate,
    `same histogram (worst bin ${pull.toFixed(3)} sigma); webasm is ${(webasm / rate).toFixed(2)} x (wanted ${target} x)`,
  );
}

async function main() {
  console.log(`Dark-photon event, ${cpus()[0].model}, ${availableParallelism()} cores, Node ${process.version}`);
  const checked = signalRequest(CHECKED);
  const reference = referenceFill(checked);
  const rates = {};
  for (const backend of ['webasm', 'cpu']) {
    const device = await openDevice(backend);
    const pull = pulls((await device.fill(checked)).sumw, reference);
    if (!(pull < 0.2)) throw new Error(`${backend}: histogram differs by ${pull.toFixed(2)} standard errors in a bin`);
    rates[backend] = await bestRate(device, signalRequest(EVENTS));
    line(`gpu.js ${backend}, one core`, rates[backend], `checked: worst bin ${pull.toFixed(3)} sigma from the formula`);
    await device.close();
  }
  const folder = mkdtempSync(join(tmpdir(), 'darkreach-bench-'));
  try {
    const parameters = parameterFile(folder, checked, CHECKED * 4);
    const device = await openDevice('webasm');
    const expected = await device.fill(signalRequest(CHECKED * 4));
    await device.close();
    await compareWith('numpy', runNumpy(parameters), expected, rates.webasm, 2.5);
    await compareWith('C++', runCpp(folder, parameters), expected, rates.webasm, 0.25);
  } finally {
    rmSync(folder, { recursive: true });
  }
  const one = await manyCores(1);
  const two = await manyCores(2);
  line('webasm, one thread for two seconds', one);
  line('webasm, two threads for two seconds', two, `${(two / one).toFixed(2)} x one thread (wanted 1.7 x)`);
  console.log('\nBuilding blocks');
  printKernels(await benchmarkKernels());
  console.log(
    '\nToys: Poisson draw, conditional and free fit, one thread; kernel checked against the host on the same toys',
  );
  await benchmarkToys();
}

if (isMainThread) await main();
else if (workerData?.bench) await workerMain();
