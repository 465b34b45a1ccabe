import type { IKernelRunShortcut } from 'gpu.js';
import { DeviceError } from '../errors.js';
import type { CompiledKernel, GpuJs } from '../devices/gpu-js.js';
import type { FillRequest, FillResult } from '../event-kernel.js';
import { argumentValues, compileEventKernel } from './host-fill.js';
import { decode } from './scatter.js';

/** Events of one pipeline call. */
const BATCH = 1_048_576;
/** Events that one thread of the gather looks through for its bin; f32 sums of so few weights lose nothing. */
const GATHERED = 2048;
/** Gathered chunks that one thread of the reduction adds. */
const REDUCED = 16;
const CHUNKS = BATCH / GATHERED;
const PARTIALS = CHUNKS / REDUCED;

interface Pipeline {
  (...values: number[]): Promise<{ sumw: ArrayLike<ArrayLike<number>>; sumw2: ArrayLike<ArrayLike<number>> }>;
  readonly backend: string;
  readonly fallbackReason: string | null;
  destroy(): void;
}

/** Events, gather and reduction in one launch: only partial bins are read back, and added in double precision here. */
export class DevicePipeline {
  private readonly events: CompiledKernel;
  private readonly kernels: readonly IKernelRunShortcut[];
  private readonly pipeline: Pipeline;
  private readonly slots: number;

  constructor(gpuJs: GpuJs, request: FillRequest) {
    this.slots = request.bins + 4;
    this.events = compileEventKernel(gpuJs, request, BATCH);
    const gatherW = gpuJs.create(gatherSource(request, 'weight'), { output: [this.slots, CHUNKS] });
    const gatherW2 = gpuJs.create(gatherSource(request, 'weight * weight'), { output: [this.slots, CHUNKS] });
    const reduce = gpuJs.create(REDUCE, { output: [this.slots, PARTIALS] });
    this.kernels = [gatherW, gatherW2, reduce];
    const run = this.events.shortcut;
    const orchestrate = (...values: unknown[]): unknown => {
      const encoded = (run as (...given: unknown[]) => unknown)(...values);
      const call = (kernel: IKernelRunShortcut, value: unknown): unknown =>
        (kernel as (given: unknown) => unknown)(value);
      return { sumw: call(reduce, call(gatherW, encoded)), sumw2: call(reduce, call(gatherW2, encoded)) };
    };
    this.pipeline = (gpuJs.gpu as unknown as { createPipeline: (plan: unknown) => Pipeline }).createPipeline(
      orchestrate,
    );
  }

  async fill(request: FillRequest): Promise<FillResult> {
    const sumw = new Float64Array(this.slots);
    const sumw2 = new Float64Array(this.slots);
    for (let done = 0; done < request.events; done += BATCH) {
      const partial = await this.pipeline(...argumentValues(request, request.firstEvent + done));
      if (this.pipeline.backend !== 'webgpu' || this.pipeline.fallbackReason) {
        throw new DeviceError(
          `pipeline ran on ${this.pipeline.backend} instead of webgpu: ${this.pipeline.fallbackReason}`,
        );
      }
      addRows(sumw, partial.sumw);
      addRows(sumw2, partial.sumw2);
    }
    return decode(sumw, sumw2, request.bins, request.kernel.weight);
  }

  destroy(): void {
    this.pipeline.destroy();
    this.events.destroy();
    this.kernels.forEach((kernel) => kernel.destroy());
  }
}

function addRows(sum: Float64Array, rows: ArrayLike<ArrayLike<number>>): void {
  for (let row = 0; row < rows.length; row++) {
    for (let slot = 0; slot < sum.length; slot++) sum[slot]! += rows[row]![slot]!;
  }
}

/** Thread (slot, chunk) adds the weights of its chunk's events that lie in its slot. */
function gatherSource({ kernel, bins }: FillRequest, term: string): string {
  const weight =
    kernel.weight.kind === 'linear'
      ? 'fraction'
      : `slot > ${bins + 1}.5 ? fraction : ${kernel.weight.low} * Math.exp(fraction * ${Math.log(kernel.weight.high / kernel.weight.low) / 0.998})`;
  return `function (encoded) {
    const slot = Math.fround(this.thread.x);
    let sum = Math.fround(0);
    for (let i = 0; i < ${GATHERED}; i++) {
      const value = encoded[this.thread.y * ${GATHERED} + i];
      const fraction = value - slot;
      if (fraction >= 0.0 && fraction < 1.0) {
        const weight = ${weight};
        sum = sum + ${term};
      }
    }
    return sum;
  }`;
}

const REDUCE = `function (partial) {
  let sum = Math.fround(0);
  for (let i = 0; i < ${REDUCED}; i++) {
    sum = sum + partial[this.thread.y * ${REDUCED} + i][this.thread.x];
  }
  return sum;
}`;
