import { killWorkerAt } from '../kill-at.mjs';

export const workerKilledBeforeAck = killWorkerAt({
  name: 'worker-killed-before-ack',
  kind: 'kill -9 of a worker, between upload and ack',
  failpoint: 'worker.upload.sent',
  hits: 6,
});
