import { compileEvent, EVENT_INTEGERS } from '../compiler/compile-event.js';
import type { GpuJs, CompiledKernel } from '../devices/gpu-js.js';
import type { FillRequest, FillResult } from '../event-kernel.js';
import { Scatter } from './scatter.js';

/** Events of one kernel call: 256 KiB of results, which stay in the second-level cache. */
export const CHUNK = 65_536;

/** Text that tells two compiled event kernels apart: the formula, the axis, and the values that are compiled in. */
export function kernelKey({ kernel, bins, low, high, parameters }: FillRequest): string {
  const constants = kernel.parameters.filter((parameter) => !kernel.variables.includes(parameter));
  return JSON.stringify([
    kernel.id,
    bins,
    low,
    high,
    kernel.weight,
    constants.map((parameter) => parameters[parameter]),
  ]);
}

/** Values of the arguments of an event kernel: key, first event, variables in order. */
export function argumentValues(request: FillRequest, firstEvent: number): number[] {
  const variables = request.kernel.variables.map((variable) => request.parameters[variable] ?? Number.NaN);
  return [request.key[0] | 0, request.key[1] | 0, firstEvent | 0, ...variables];
}

export function compileEventKernel(gpuJs: GpuJs, request: FillRequest, threads: number): CompiledKernel {
  const source = compileEvent(request, gpuJs.backend);
  return gpuJs.compile(source, { threads, integers: EVENT_INTEGERS, floats: request.kernel.variables });
}

/** Generates events chunk by chunk with `kernel` and adds them to the histogram on the host. */
export async function hostFill(kernel: CompiledKernel, request: FillRequest): Promise<FillResult> {
  const scatter = new Scatter(request.bins, request.kernel.weight);
  for (let done = 0; done < request.events; done += CHUNK) {
    const encoded = await kernel.run(argumentValues(request, request.firstEvent + done));
    scatter.add(encoded, Math.min(CHUNK, request.events - done));
  }
  return scatter.result();
}
