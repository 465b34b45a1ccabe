import { describe, expect, it } from '@jest/globals';
import { DeviceError } from '../errors.js';
import { openDevice, surveyDevices } from './open-device.js';
import { probeWebGpu } from './webgpu-adapter.js';

const probe = await probeWebGpu();

describe('openDevice', () => {
  it('opens the fastest backend that is real, and says why it passed the others over', async () => {
    const device = await openDevice();
    const real = probe.kind === 'adapter' && !probe.software;
    expect(device.backend).toBe(real ? 'webgpu' : 'webasm');
    expect(device.software).toBe(false);
    expect(device.rejected.map(({ backend }) => backend)).toEqual(real ? [] : ['webgpu']);
    expect(device.rejected.every(({ reason }) => reason.length > 0)).toBe(true);
    await device.close();
  });

  it('opens a backend by name, with the same known answers on each', async () => {
    const devices = [await openDevice('webasm'), await openDevice('cpu')];
    expect(devices.map(({ backend }) => backend)).toEqual(['webasm', 'cpu']);
    expect(devices[0]!.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(devices[1]!.digest).toBe(devices[0]!.digest);
    expect(devices.flatMap(({ rejected }) => rejected)).toEqual([]);
    for (const device of devices) await device.close();
  });

  it(
    probe.kind === 'adapter'
      ? `opens webgpu on ${probe.name} when it is asked for by name`
      : `refuses webgpu here and gives the reason: ${probe.reason}`,
    async () => {
      if (probe.kind === 'adapter') {
        const device = await openDevice('webgpu');
        expect(device).toMatchObject({ backend: 'webgpu', adapter: probe.name, software: probe.software });
        await device.close();
      } else {
        const attempt = openDevice('webgpu');
        await expect(attempt).rejects.toThrow(DeviceError);
        await expect(attempt).rejects.toThrow(probe.reason);
      }
    },
  );

  it('can be closed twice', async () => {
    const device = await openDevice('webasm');
    device.compileMap({ id: 'one', threads: 4, parameters: [], body: () => '  return 1.0;' });
    await device.close();
    await expect(device.close()).resolves.toBeUndefined();
  });

  it('throws instead of running a kernel elsewhere when the backend cannot take it', async () => {
    const device = await openDevice('webasm');
    const kernel = device.compileMap({
      id: 'five numbers',
      threads: 4,
      parameters: [],
      body: () => '  const five = [1.0, 2.0, 3.0, 4.0, 5.0];\n  return five[2] + Math.fround(thread);',
    });
    const running = kernel.run({ key: [0, 0], first: 0, parameters: {} });
    await expect(running).rejects.toThrow(DeviceError);
    await expect(running).rejects.toThrow(/^webasm cannot run a kernel: .*Array\(5\)/);
    await device.close();
  });
});

describe('surveyDevices', () => {
  it('lists every backend, usable or with the reason why not', async () => {
    const surveys = await surveyDevices();
    expect(surveys.map(({ backend }) => backend)).toEqual(['webgpu', 'webasm', 'cpu']);
    for (const { usable, reason, digest, adapter } of surveys) {
      expect(usable ? digest.length : reason.length).toBeGreaterThan(0);
      expect(usable).toBe(adapter !== '');
    }
    expect(surveys[1]!.digest).toBe(surveys[2]!.digest);
  });
});
