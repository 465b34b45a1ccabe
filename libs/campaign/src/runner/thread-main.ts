import { parentPort, workerData } from 'node:worker_threads';
import type { RunnerSettings } from './runner.js';
import { ShardWorker } from './shard-worker.js';
import type { ThreadAnswer, ThreadTask } from './thread-protocol.js';

/** The program of a worker_thread: opens a device and answers one task after the other. */
const { campaign, device } = workerData as Pick<RunnerSettings, 'campaign' | 'device'>;
const opening = ShardWorker.open(campaign, device);
opening.catch(() => undefined);

async function answer(task: ThreadTask): Promise<ThreadAnswer> {
  const worker = await opening;
  switch (task.kind) {
    case 'open':
      return { kind: 'opened', device: worker.identity };
    case 'simulate':
      return { kind: 'simulated', partial: await worker.simulate(task.job) };
    case 'fit':
      return { kind: 'fitted', id: task.job.id, band: await worker.fit(task.job) };
  }
}

parentPort?.on('message', (task: ThreadTask) => {
  answer(task)
    .catch((error: unknown): ThreadAnswer => ({
      kind: 'failed',
      message: error instanceof Error ? error.message : String(error),
    }))
    .then((reply) => parentPort?.postMessage(reply))
    .catch(() => undefined);
});
