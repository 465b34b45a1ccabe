// The same toys elsewhere: C++ by g++, numpy and pyhf by the interpreter that DARKREACH_PYTHON names, each when it is there.
import { Buffer } from 'node:buffer';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { kernelInput } from '../../dist/libs/statistics/src/toys/kernel/kernel-numbers.js';
import { kernelShape } from '../../dist/libs/statistics/src/toys/kernel/kernel-shape.js';
import { rowModel } from '../../dist/libs/statistics/src/toys/kernel/row-model.js';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

/** The numbers of the kernel for a known background, as toys.cpp reads them. */
function numbersOf(request) {
  const rows = rowModel(request.model);
  const shape = kernelShape(request.model, rows, false);
  const { parameters: n, tables } = kernelInput({ shape, rows, request });
  const { bins } = shape;
  const list = (name, size = bins) => Array.from({ length: size }, (_, i) => n[`${name}${i}`]);
  const scalars = ['begin', 'end', 'start', 'truth0', 'lower0', 'upper0', 'signal', 'toHeld'].map((name) => n[name]);
  const perBin = ['twice', 'recip', 'base', 'start', 'row0_', 'toHeld'].flatMap((name) => list(name));
  const perSection = ['wide', 'wider'].flatMap((name) => list(name, bins / 2));
  return Float32Array.from([bins, ...request.key, request.count, ...scalars, ...perBin, ...perSection, ...tables]);
}

/** Rate and means of q and mu of the C++ program on the toys of a request, or a line why there are none. */
export function cppToys(request) {
  if (spawnSync('g++', ['--version']).status !== 0) return 'g++ is not there';
  const folder = mkdtempSync(join(tmpdir(), 'darkreach-toys-'));
  try {
    const program = join(folder, 'toys');
    const flags = ['-std=c++20', '-O3', '-march=native', '-mavx2', '-mno-avx512f', '-ffast-math'];
    const build = spawnSync('g++', [...flags, here('toys.cpp'), '-o', program], { encoding: 'utf8' });
    if (build.status !== 0) return `g++ fails: ${build.stderr.split('\n')[0]}`;
    const numbers = join(folder, 'numbers');
    writeFileSync(numbers, Buffer.from(numbersOf(request).buffer));
    return JSON.parse(execFileSync(program, [numbers], { encoding: 'utf8' }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What a Python program prints, or a line why it does not run. */
export function pythonToys(program, ...words) {
  const python = process.env.DARKREACH_PYTHON ?? 'python3';
  const run = spawnSync(python, [here(program), ...words], { encoding: 'utf8' });
  if (run.status === 0) return JSON.parse(run.stdout);
  return `${program} does not run: ${run.stderr.trim().split('\n').at(-1)} (DARKREACH_PYTHON names the interpreter)`;
}
