import { describe, expect, it } from '@jest/globals';
import { DeviceError } from '../errors.js';
import { GpuJs } from './gpu-js.js';

const TWICE = 'function (count, value) { return value * 2.0 + Math.fround(count + this.thread.x); }';
const options = { threads: 8, integers: ['count'], floats: ['value'] };

describe('GpuJs', () => {
  it('runs a kernel again and again on the backend that was asked for', async () => {
    const gpuJs = new GpuJs('webasm');
    const kernel = gpuJs.compile(TWICE, options);
    for (const value of [1, 2.5]) {
      expect([...(await kernel.run([10, value]))]).toEqual(Array.from({ length: 8 }, (_, i) => 2 * value + 10 + i));
    }
    kernel.destroy();
    await gpuJs.close();
  });

  it('throws when gpu.js ran a kernel elsewhere than asked', async () => {
    // A GpuJs that thinks it is webasm around a gpu.js in mode cpu: what a silent fallback leaves behind.
    const gpuJs = Object.assign(new GpuJs('cpu'), { backend: 'webasm' as const });
    const running = gpuJs.compile(TWICE, options).run([0, 1]);
    await expect(running).rejects.toThrow(DeviceError);
    await expect(running).rejects.toThrow('kernel ran on cpu instead of webasm: no reason given');
    await gpuJs.close();
  });
});
