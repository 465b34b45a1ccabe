import type { Device, MapKernel } from '@darkreach/kernels';
import { createFitter } from '../fit/fitter.js';
import { ratesAt } from '../fit/rates.js';
import { GammaConstraint } from '../model/compiled-model.js';
import { toySource } from './draw-toy.js';
import { fitToy } from './fit-toy.js';
import { hostToyEngine } from './host-toy-engine.js';
import { EXACT_BELOW } from './poisson-from-uniform.js';
import type { ToyBatch, ToyEngine, ToyRequest } from './toy-engine.js';
import { toyKernel } from './toy-kernel.js';
import { toyKernelShape, type ToyKernelShape } from './toy-kernel-shape.js';
import { hypothesisKey } from './toy-streams.js';

/** Threads of a call: enough to hide the cost of a call, few enough that little is thrown away. */
const THREADS = { webasm: 1024, cpu: 1024, webgpu: 16_384 } as const;

/**
 * Toys on a device: the whole toy is one thread of a kernel in single precision. Models outside the kernel's shapes go
 * to the host engine, and so does every single toy whose kernel fit did not converge (it is counted as refitted); the
 * random numbers are the same, so they are the same toys.
 */
export function kernelToyEngine(device: Device): ToyEngine {
  const host = hostToyEngine();
  return {
    kind: 'kernel',
    tieTolerance: 2e-4,
    generate: async (request) => {
      const rates = ratesAt(request.model, request.truth);
      const shape = toyKernelShape(
        request.model,
        rates.some((rate) => rate >= EXACT_BELOW),
      );
      if (!shape) return host.generate(request);
      const kernel = device.compileMap(toyKernel(shape, THREADS[device.backend]));
      const q = await runKernel(kernel, request, kernelParameters(shape, request, rates));
      return refit(request, q);
    },
  };
}

async function runKernel(
  kernel: MapKernel,
  request: ToyRequest,
  parameters: Record<string, number>,
): Promise<Float64Array> {
  const q = new Float64Array(request.count);
  const key = hypothesisKey(request.key, request.hypothesis);
  for (let offset = 0; offset < request.count; offset += kernel.threads) {
    const chunk = await kernel.run({ key, first: request.first + offset, parameters });
    q.set(chunk.subarray(0, request.count - offset), offset);
  }
  return q;
}

/** Every toy without a number (-1 or NaN) once more, in double precision. */
function refit(request: ToyRequest, q: Float64Array): ToyBatch {
  let refitted = 0;
  let failed = 0;
  const open = q.some((value) => !(value >= 0));
  if (!open) return { q, refitted, failed };
  const fitter = createFitter(request.model);
  const draw = toySource(request);
  q.forEach((value, i) => {
    if (value >= 0 && value < Infinity) return;
    refitted++;
    q[i] = fitToy(fitter, draw(request.first + i), request.testSignal, request.truth);
    if (Number.isNaN(q[i])) failed++;
  });
  return { q, refitted, failed };
}

/** Values of the kernel's parameters; bins beyond the model's expect nothing. */
function kernelParameters(
  shape: ToyKernelShape,
  { model, testSignal, truth }: ToyRequest,
  rates: Float64Array,
): Record<string, number> {
  const values: Record<string, number> = { test: testSignal };
  const responses = [model.signalResponse, ...model.groups.map((group) => group.response)];
  for (let k = 0; k < shape.nuisances; k++) {
    values[`t${k}`] = truth.nuisances[k]!;
    values[`prior${k}`] = model.constrained[k] ? 1 : 0;
    responses.forEach((response, j) => (values[`r${j}_${k}`] = response[k]!));
  }
  for (let b = 0; b < shape.bins; b++) {
    const rate = rates[b] ?? 0;
    values[`l${b}`] = rate;
    values[`e${b}`] = Math.exp(-rate);
    values[`f${b}`] = model.shape[b] ?? 0;
    model.groups.forEach((group, g) => (values[`y${b}_${g}`] = group.yields[b] ?? 0));
    if (!shape.gammas) continue;
    values[`sg${b}`] = model.gammaKind[b] === GammaConstraint.normal ? model.gammaWidth[b]! : 0;
    values[`tg${b}`] = truth.gammas[b] ?? 1;
  }
  return values;
}
