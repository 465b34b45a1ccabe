import type { Backend } from '../compiler/dialect.js';
import type { FillRequest, FillResult } from '../event-kernel.js';
import { FormulaError } from '../errors.js';
import { DevicePipeline } from '../fill/device-fill.js';
import { CHUNK, compileEventKernel, hostFill, kernelKey } from '../fill/host-fill.js';
import type { Device, RejectedBackend } from './device.js';
import { GpuJs, type CompiledKernel } from './gpu-js.js';
import {
  arraysOf,
  MAP_INTEGERS,
  PARAMETER_ARRAY,
  printMapKernel,
  type MapKernel,
  type MapKernelRequest,
  type MapKernelSource,
} from './map-kernel.js';
import { selfTest } from './self-test.js';

/** Bin numbers above this would leave too few bits of an f32 for the weight. */
const MAXIMUM_BINS = 250;
/** The counter of the random numbers has 32 bits for the event: after that they would come again. */
const EVENTS_OF_A_KEY = 2 ** 32;

/** A device on one gpu.js backend, with its compiled kernels. */
export class GpuJsDevice implements Device {
  readonly kind = 'device';
  private readonly kernels = new Map<string, CompiledKernel>();
  private readonly pipelines = new Map<string, DevicePipeline>();

  private constructor(
    private readonly gpuJs: GpuJs,
    readonly adapter: string,
    readonly software: boolean,
    readonly rejected: readonly RejectedBackend[],
    readonly digest: string,
  ) {}

  /** @throws DeviceError when a known answer is wrong */
  static async open(
    backend: Backend,
    adapter: { name: string; software: boolean },
    rejected: readonly RejectedBackend[],
  ): Promise<Device> {
    const gpuJs = new GpuJs(backend);
    const trial = new GpuJsDevice(gpuJs, adapter.name, adapter.software, rejected, '');
    const digest = await selfTest(trial);
    await trial.close();
    return new GpuJsDevice(new GpuJs(backend), adapter.name, adapter.software, rejected, digest);
  }

  get backend(): Backend {
    return this.gpuJs.backend;
  }

  async fill(request: FillRequest): Promise<FillResult> {
    checkRequest(request);
    if (this.backend !== 'webgpu') return hostFill(this.eventKernel(request), request);
    const key = kernelKey(request);
    const pipeline = this.pipelines.get(key) ?? new DevicePipeline(this.gpuJs, request);
    this.pipelines.set(key, pipeline);
    return pipeline.fill(request);
  }

  compileMap(source: MapKernelSource): MapKernel {
    const { threads, parameters } = source;
    const kernel = this.cached(`map|${source.id}`, () =>
      this.gpuJs.compile(printMapKernel(source, this.backend), {
        threads,
        integers: MAP_INTEGERS,
        floats: [],
        arrays: arraysOf(source),
      }),
    );
    // Calls with the same record of parameters, which nobody may change, need not look them up again.
    let last: MapKernelRequest['parameters'] = {};
    let numbers = new Float32Array(parameters.length).fill(Number.NaN);
    return {
      threads,
      run: async ({ key, first, parameters: values, arrays = {} }) => {
        if (values !== last) numbers = Float32Array.from(parameters, (name) => values[name] ?? Number.NaN);
        last = values;
        const contents = arraysOf(source).map((name) =>
          name === PARAMETER_ARRAY ? numbers : (arrays[name] ?? new Float32Array(0)),
        );
        const result = await kernel.run([key[0] | 0, key[1] | 0, first | 0, 1, ...contents]);
        return result.slice();
      },
    };
  }

  async close(): Promise<void> {
    this.kernels.forEach((kernel) => kernel.destroy());
    this.kernels.clear();
    for (const pipeline of this.pipelines.values()) pipeline.destroy();
    this.pipelines.clear();
    await this.gpuJs.close();
  }

  private eventKernel(request: FillRequest): CompiledKernel {
    return this.cached(kernelKey(request), () => compileEventKernel(this.gpuJs, request, CHUNK));
  }

  private cached(key: string, compile: () => CompiledKernel): CompiledKernel {
    const known = this.kernels.get(key);
    if (known) return known;
    const compiled = compile();
    this.kernels.set(key, compiled);
    return compiled;
  }
}

function checkRequest({ kernel, bins, low, high, events, firstEvent, parameters }: FillRequest): void {
  const refuse = (found: string, allowed: string): never => {
    throw new FormulaError(kernel.id, found, allowed);
  };
  if (!Number.isInteger(bins) || bins < 1 || bins > MAXIMUM_BINS) refuse(`${bins} bins`, `1 to ${MAXIMUM_BINS} bins`);
  if (!(Number.isFinite(low) && high > low && Number.isFinite(high))) {
    refuse(`an axis from ${low} to ${high}`, 'finite ends, the lower one first');
  }
  if (!Number.isSafeInteger(events) || events < 0) refuse(`${events} events`, 'a whole number from 0');
  if (!Number.isSafeInteger(firstEvent) || firstEvent < 0) refuse(`first event ${firstEvent}`, 'a whole number from 0');
  if (firstEvent + events > EVENTS_OF_A_KEY)
    refuse(`${events} events from ${firstEvent} on`, 'events below 2^32 for one key');
  for (const parameter of kernel.parameters) {
    const value = parameters[parameter];
    if (!Number.isFinite(value)) refuse(`parameter ${parameter} = ${value}`, 'a finite number for every parameter');
  }
}
