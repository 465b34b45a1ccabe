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
  readonly executorKind: string;
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
    const orchestrate = (limit: unknown, ...values: unknown[]): unknown => {
      const call = (kernel: IKernelRunShortcut, ...given: unknown[]): unknown =>
        (kernel as (...handles: unknown[]) => unknown)(...given);
      const encoded = call(run, ...values);
      const sum = (gather: IKernelRunShortcut): unknown => call(reduce, call(gather, encoded, limit));
      return { sumw: sum(gatherW), sumw2: sum(gatherW2) };
    };
    // gpu.js takes the number of arguments from the function's length, which a rest parameter does not have.
    Object.defineProperty(orchestrate, 'length', { value: 1 + argumentValues(request, 0).length });
    this.pipeline = (gpuJs.gpu as unknown as { createPipeline: (plan: unknown) => Pipeline }).createPipeline(
      orchestrate,
    );
  }

  async fill(request: FillRequest): Promise<FillResult> {
    const sumw = new Float64Array(this.slots);
    const sumw2 = new Float64Array(this.slots);
    for (let done = 0; done < request.events; done += BATCH) {
      const limit = Math.min(BATCH, request.events - done);
      const partial = await this.pipeline(limit, ...argumentValues(request, request.firstEvent + done));
      if (this.pipeline.executorKind !== 'fused-encoder' || this.pipeline.fallbackReason) {
        throw new DeviceError(
          `pipeline ran as ${this.pipeline.executorKind} on ${this.pipeline.backend} instead of webgpu: ${this.pipeline.fallbackReason}`,
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

/** Thread (slot, chunk) adds the weights of its chunk's events, of the first `limit`, that lie in its slot. */
function gatherSource({ kernel, bins }: FillRequest, term: string): string {
  const weight =
    kernel.weight.kind === 'linear'
      ? 'fraction'
      : `slot > ${bins + 1}.5 ? fraction : ${kernel.weight.low} * Math.exp(fraction * ${Math.log(kernel.weight.high / kernel.weight.low) / 0.998})`;
  return `function (encoded, limit) {
    const slot = Math.fround(this.thread.x);
    let sum = Math.fround(0);
    for (let i = 0; i < ${GATHERED}; i++) {
      const event = this.thread.y * ${GATHERED} + i;
      const value = encoded[event];
      const fraction = value - slot;
      if (fraction >= 0.0 && fraction < 1.0 && Math.fround(event) < limit) {
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
