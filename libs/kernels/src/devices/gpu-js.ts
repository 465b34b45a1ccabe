import { GPU, type IGPUKernelSettings, type IKernelRunShortcut } from 'gpu.js';
import type { Backend } from '../compiler/dialect.js';
import { DeviceError } from '../errors.js';
import { useDeclarationTable } from './declaration-lookup.js';
import { flatResult, keepResultFlat } from './flat-result.js';
import { useUnmaskedDeclarations } from './unmasked-declarations.js';

/** What a kernel takes: numbers, and arrays of the length that it was compiled for. */
export type KernelArgument = number | Float32Array;

/** A compiled gpu.js kernel of one or several f32 per thread; those of a thread lie side by side. */
export interface CompiledKernel {
  readonly run: (values: readonly KernelArgument[]) => Promise<Float32Array>;
  readonly shortcut: IKernelRunShortcut;
  readonly destroy: () => void;
}

export interface CompileOptions {
  readonly threads: number;
  readonly integers: readonly string[];
  readonly floats: readonly string[];
  /** Arrays of floats, after the floats. */
  readonly arrays?: readonly string[];
}

useDeclarationTable();
useUnmaskedDeclarations();

/** Loops in kernels end by their own condition; gpu.js would cut them at 1000 turns. */
const LOOP_MAX_ITERATIONS = 1_000_000;

/** One gpu.js instance in an explicit mode: gpu.js' own choices fall back without a word. */
export class GpuJs {
  readonly gpu: GPU;

  constructor(readonly backend: Backend) {
    this.gpu = new GPU({ mode: backend as 'cpu' });
  }

  compile(source: string, { threads, integers, floats, arrays = [] }: CompileOptions): CompiledKernel {
    const types = [
      ...integers.map((key) => [key, 'Integer']),
      ...floats.map((key) => [key, 'Float']),
      ...arrays.map((key) => [key, 'Array']),
    ];
    const shortcut = this.create(source, {
      output: [threads],
      argumentTypes: Object.fromEntries(types) as Record<string, 'Float'>,
    });
    keepResultFlat(shortcut);
    let checked = false;
    const run = async (values: readonly KernelArgument[]): Promise<Float32Array> => {
      const result = await this.call(shortcut, values, checked);
      if (!checked) this.assertBackend(shortcut);
      checked = true;
      return result;
    };
    return { run, shortcut, destroy: () => shortcut.destroy() };
  }

  /** A kernel as gpu.js has it, with arguments whose types it finds out itself. */
  create(source: string, settings: IGPUKernelSettings): IKernelRunShortcut {
    const complete: IGPUKernelSettings & { loopMaxIterations: number } = {
      ...settings,
      loopMaxIterations: LOOP_MAX_ITERATIONS,
    };
    return this.gpu.createKernel(source, complete);
  }

  async close(): Promise<void> {
    await this.gpu.destroy();
  }

  /** @throws DeviceError: worth another try when the kernel has `worked` before */
  private async call(
    shortcut: IKernelRunShortcut,
    values: readonly KernelArgument[],
    worked: boolean,
  ): Promise<Float32Array> {
    try {
      // A promise on webgpu, the values themselves elsewhere.
      const result: unknown = shortcut(...(values as number[]));
      return flatResult(await Promise.resolve(result));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new DeviceError(`${this.backend} cannot run a kernel: ${reason}`, worked, { cause: error });
    }
  }

  /** @throws DeviceError when gpu.js ran the kernel elsewhere than asked */
  private assertBackend(shortcut: IKernelRunShortcut): void {
    const ran = shortcut.kernel as unknown as { constructor: { mode: string }; fallbackReason: string | null };
    if (ran.constructor.mode !== this.backend || ran.fallbackReason) {
      throw new DeviceError(
        `kernel ran on ${ran.constructor.mode} instead of ${this.backend}: ${ran.fallbackReason ?? 'no reason given'}`,
      );
    }
  }
}
