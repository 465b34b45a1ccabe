import { killWorkerAt } from '../kill-at.mjs';

export const workerKilledMidShard = killWorkerAt({
  name: 'worker-killed-mid-shard',
  kind: 'kill -9 of a worker, mid-shard',
  failpoint: 'worker.shard.started',
  hits: 6,
});
