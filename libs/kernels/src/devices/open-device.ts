import type { Backend } from '../compiler/dialect.js';
import { DeviceError } from '../errors.js';
import type { Device, DevicePreference, RejectedBackend } from './device.js';
import { GpuJsDevice } from './gpu-js-device.js';
import { probeWebGpu, wireNavigatorGpu, type AdapterProbe } from './webgpu-adapter.js';

/** Fastest first. */
const ORDER: readonly Backend[] = ['webgpu', 'webasm', 'cpu'];

const PROCESSOR: Readonly<Record<'webasm' | 'cpu', string>> = {
  webasm: 'WebAssembly SIMD (f32x4)',
  cpu: 'JavaScript (double precision)',
};

/**
 * Opens the fastest backend that passes its self-test, or the one asked for. An emulated GPU adapter is used only when
 * `webgpu` is asked for by name: it is slower than WebAssembly on the same processor.
 * @throws DeviceError with the reason for each backend that was tried
 */
export async function openDevice(preference: DevicePreference = 'auto'): Promise<Device> {
  const rejected: RejectedBackend[] = [];
  for (const backend of preference === 'auto' ? ORDER : [preference]) {
    try {
      return await openBackend(backend, preference, rejected);
    } catch (error) {
      rejected.push({ backend, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  throw new DeviceError(`no device: ${rejected.map(({ backend, reason }) => `${backend}: ${reason}`).join('; ')}`);
}

/** What `darkreach devices` prints: every backend, whether it can be used, and why not. */
export interface DeviceSurvey {
  readonly backend: Backend;
  readonly adapter: string;
  readonly usable: boolean;
  readonly reason: string;
  readonly digest: string;
}

/** Opens every backend in turn and closes it again. */
export async function surveyDevices(): Promise<readonly DeviceSurvey[]> {
  const surveys: DeviceSurvey[] = [];
  for (const backend of ORDER) {
    try {
      const device = await openBackend(backend, backend, []);
      const reason = device.software ? 'emulated by the processor: used only when asked for by name' : '';
      surveys.push({ backend, adapter: device.adapter, usable: true, reason, digest: device.digest });
      await device.close();
    } catch (error) {
      surveys.push({
        backend,
        adapter: '',
        usable: false,
        reason: error instanceof Error ? error.message : String(error),
        digest: '',
      });
    }
  }
  return surveys;
}

async function openBackend(
  backend: Backend,
  preference: DevicePreference,
  rejected: readonly RejectedBackend[],
): Promise<Device> {
  const adapter = backend === 'webgpu' ? await openAdapter(preference) : { name: PROCESSOR[backend], software: false };
  return GpuJsDevice.open(backend, adapter, [...rejected]);
}

async function openAdapter(preference: DevicePreference): Promise<{ name: string; software: boolean }> {
  const probe: AdapterProbe = await probeWebGpu();
  if (probe.kind === 'none') throw new DeviceError(probe.reason);
  if (probe.software && preference === 'auto') throw new DeviceError(`${probe.name} is emulated by the processor`);
  await wireNavigatorGpu();
  return probe;
}
