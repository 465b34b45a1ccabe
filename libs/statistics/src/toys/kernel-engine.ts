import type { Device } from '@darkreach/kernels';
import type { Model } from '../model/model.js';
import type { ToyBatch, ToyEngine, ToyRequest } from './engine.js';
import { emptyBatch, fitterCache, hostToyEngine, setToy, toyFitter } from './host-engine.js';
import { TABLES } from './kernel/draw-text.js';
import { fitKernel, NOT_CONVERGED } from './kernel/fit-kernel.js';
import { hasLargeRates, kernelInput } from './kernel/kernel-numbers.js';
import { isKnownBackground, kernelShape, operationsOf, type KernelShape } from './kernel/kernel-shape.js';
import { knownBackgroundKernel } from './kernel/known-background-kernel.js';
import { IMPOSSIBLE } from './kernel/ratio-text.js';
import { rowModel, type RowModel } from './kernel/row-model.js';

/** Toys of a call on a GPU, where that many run side by side. */
const CALL_OF_A_GPU = 65_536;
/** Operations of a call elsewhere: enough to hide its cost, few enough that little is thrown away. */
const OPERATIONS_OF_A_CALL = 2 ** 22;

/** Operations of a kernel up to which V8 optimises it as JavaScript. */
const MOST_OPERATIONS_IN_JAVASCRIPT = 300;
/** Results of a kernel, side by side. */
const RESULTS = 4;

/**
 * Toys on a device: the whole toy is one thread of a kernel in single precision. Models without a kernel (see
 * `kernelShape`) go to the host engine, and so does every single toy with a fit that did not converge in its kernel (it is
 * counted as refitted); the random numbers are the same, so they are the same toys. The device stays open.
 */
export function kernelToyEngine(device: Device): ToyEngine {
  const host = hostToyEngine();
  const fitters = fitterCache();
  const known = new WeakMap<Model, RowModel>();
  return {
    kind: 'kernel',
    tieTolerance: 2e-4,
    generate: async (request) => {
      const rows = known.get(request.model) ?? rowModel(request.model);
      known.set(request.model, rows);
      const shape = kernelShape(request.model, rows, hasLargeRates(request));
      if (!shape || !isWorthwhile(device, shape)) return host.generate(request);
      const source = isKnownBackground(shape) ? knownBackgroundKernel : fitKernel;
      const threads = device.backend === 'webgpu' ? CALL_OF_A_GPU : callOf(shape);
      const kernel = device.compileMap(source(shape, threads));
      const { parameters, tables } = kernelInput({ shape, rows, request });
      const call = { key: request.key, parameters, arrays: { [TABLES]: tables } };
      const batch = emptyBatch(request);
      const open: number[] = [];
      for (let offset = 0; offset < request.count; offset += kernel.threads) {
        const values = await kernel.run({ ...call, first: request.first + offset });
        open.push(...take(values, request, offset, batch));
      }
      const fit = open.length > 0 ? toyFitter(fitters(request.model), request) : undefined;
      const failed = open.filter((i) => fit && setToy(batch, i, fit(request.first + i))).length;
      return { ...batch, refitted: open.length, failed };
    },
    close: () => Promise.resolve(),
  };
}

/** Whether a kernel is faster than the host: as plain JavaScript a long one is not, V8 leaves it to its interpreter. */
function isWorthwhile({ backend }: Device, shape: KernelShape): boolean {
  return backend !== 'cpu' || operationsOf(shape) < MOST_OPERATIONS_IN_JAVASCRIPT;
}

/** Toys of one call of the kernel for a request, or 1 where it has none and the toys are fitted one by one. */
export function toysOfACall(request: Pick<ToyRequest, 'model' | 'truth'>): number {
  const shape = kernelShape(request.model, rowModel(request.model), hasLargeRates(request));
  return shape ? callOf(shape) : 1;
}

function callOf(shape: KernelShape): number {
  const toys = OPERATIONS_OF_A_CALL / (operationsOf(shape) * (isKnownBackground(shape) ? 0.5 : 2));
  return 2 ** Math.min(12, Math.max(7, Math.round(Math.log2(toys))));
}

/** Moves results of a call into the batch; returns which toys have a fit that did not converge. */
function take(
  values: Float32Array,
  { conditional, free, count }: ToyRequest,
  offset: number,
  batch: Omit<ToyBatch, 'refitted' | 'failed'>,
): number[] {
  const size = Math.min(count - offset, values.length / RESULTS);
  [batch.conditional, batch.free, batch.estimate, batch.logRatio].forEach((into, place) => {
    if (into) for (let i = 0, j = place; i < size; i++, j += RESULTS) into[offset + i] = values[j]!;
  });
  const open: number[] = [];
  for (let i = 0, j = 0; i < size; i++, j += RESULTS) {
    const isHeld = conditional === undefined || values[j]! < NOT_CONVERGED;
    const isFree = free === undefined || values[j + 1]! < NOT_CONVERGED;
    if (!(isHeld && isFree)) open.push(offset + i);
    if (values[j + 3]! <= -IMPOSSIBLE / 2 && batch.logRatio) batch.logRatio[offset + i] = -Infinity;
  }
  return open;
}
