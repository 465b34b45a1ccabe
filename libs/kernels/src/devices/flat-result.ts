import type { IKernelRunShortcut } from 'gpu.js';

/**
 * Keeps gpu.js from cutting the values of a kernel that returns several into one small array per thread, which takes
 * longer than many a kernel; `flatResult` does the same for a backend without this step.
 */
export function keepResultFlat(shortcut: IKernelRunShortcut): void {
  const kernel = shortcut.kernel as unknown as { _shapeOutput?: (data: Float32Array) => Float32Array };
  if (kernel._shapeOutput) kernel._shapeOutput = (data) => data;
}

/** All values of a one-dimensional kernel, those of a thread side by side. */
export function flatResult(result: unknown): Float32Array {
  if (result instanceof Float32Array) return result;
  return Float32Array.from((result as ArrayLike<number>[]).flatMap((thread) => Array.from(thread)));
}
