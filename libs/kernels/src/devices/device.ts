import type { Backend } from '../compiler/dialect.js';
import type { FillRequest, FillResult } from '../event-kernel.js';
import type { MapKernel, MapKernelSource } from './map-kernel.js';

/** A backend that was not used, and why. */
export interface RejectedBackend {
  readonly backend: Backend;
  readonly reason: string;
}

/** An opened, self-tested place where kernels run. It belongs to one thread and must be closed. */
export interface Device {
  readonly kind: 'device';
  readonly backend: Backend;
  /** Name of the adapter, e.g. `NVIDIA H200`, or of the instruction set, e.g. `WebAssembly SIMD (f32x4)`. */
  readonly adapter: string;
  /** True for a GPU adapter that is emulated by the processor. */
  readonly software: boolean;
  /** SHA-256 over the known answers of the self-test: devices of one class and version agree. */
  readonly digest: string;
  readonly rejected: readonly RejectedBackend[];
  /** Generates events and fills one histogram; a pure function of the request within one backend class. */
  fill(request: FillRequest): Promise<FillResult>;
  /** Compiles a kernel that maps a thread index to one f32. Compiled kernels are cached by `id`. */
  compileMap(source: MapKernelSource): MapKernel;
  close(): Promise<void>;
}

/** What a user asks for: a backend, or `auto` for the fastest that passes its self-test. */
export type DevicePreference = Backend | 'auto';
