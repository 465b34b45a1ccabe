import { killWorkerAt } from '../kill-at.mjs';

export const workerKilledInUpload = killWorkerAt({
  name: 'worker-killed-in-upload',
  kind: 'kill -9 of a worker, during upload',
  failpoint: 'worker.upload.middle',
  hits: 6,
});
