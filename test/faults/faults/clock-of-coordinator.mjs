import { clockFault } from '../clock-fault.mjs';

export const clockOfCoordinator = clockFault({
  name: 'clock-of-coordinator',
  kind: 'clock skew of the coordinator',
  takes: 'coordinator',
  of: () => 'coordinator',
});
