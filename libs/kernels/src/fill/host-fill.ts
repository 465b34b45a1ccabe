import { compileEvent, EVENT_INTEGERS } from '../compiler/compile-event.js';
import type { GpuJs, CompiledKernel } from '../devices/gpu-js.js';
import type { FillRequest, FillResult } from '../event-kernel.js';
import { Scatter } from './scatter.js';

/** Events of one kernel call: 256 KiB of results, which stay in the second-level cache. */
export const CHUNK = 65_536;

/** Text that tells two compiled event kernels apart. */
export function kernelKey({ kernel, bins, low, high }: FillRequest): string {
  return `${kernel.id}|${bins}|${low}|${high}|${JSON.stringify(kernel.weight)}`;
}

/** Values of the arguments of an event kernel: key, first event, parameters in order. */
export function argumentValues(request: FillRequest, firstEvent: number): number[] {
  const parameters = request.kernel.parameters.map((parameter) => request.parameters[parameter] ?? Number.NaN);
  return [request.key[0] | 0, request.key[1] | 0, firstEvent | 0, ...parameters];
}

export function compileEventKernel(gpuJs: GpuJs, request: FillRequest, threads: number): CompiledKernel {
  const source = compileEvent(request.kernel, request, gpuJs.backend);
  return gpuJs.compile(source, { threads, integers: EVENT_INTEGERS, floats: request.kernel.parameters });
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
