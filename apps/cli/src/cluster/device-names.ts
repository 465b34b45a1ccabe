import { Device } from '@darkreach/cluster';
import type { DevicePreference } from '@darkreach/kernels';

/** Classes of devices as campaigns ask for them. */
export const DEVICES: Readonly<Record<DevicePreference, Device>> = {
  auto: Device.UNSPECIFIED,
  webgpu: Device.WEBGPU,
  webasm: Device.WEBASM,
  cpu: Device.CPU,
};
