import { clockFault } from '../clock-fault.mjs';

export const clockOfWorker = clockFault({
  name: 'clock-of-worker',
  kind: 'clock skew of a worker',
  takes: 'worker',
  of: (slot) => `worker-${slot}`,
});
