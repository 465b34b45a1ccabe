import type { DevicePreference } from '@darkreach/kernels';
import type { ServerOption } from '../cluster/cluster-address.js';

/** Options of `darkreach run`. */
export interface RunCommandOptions extends ServerOption {
  /** Folder that gets the results folder. */
  readonly output: string;
  readonly workers?: number;
  readonly device: DevicePreference;
  readonly quiet?: true;
  readonly inProcess?: true;
}
