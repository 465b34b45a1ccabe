import { parentPort } from 'node:worker_threads';
import type { ShardComputer } from './shard-worker.js';
import type { ThreadAnswer, ThreadTask } from './thread-protocol.js';

/** Makes the worker_thread that calls it one of `ComputeThreads`: it answers one task after the other. */
export function serveThread(opening: Promise<ShardComputer>): void {
  opening.catch(() => undefined);
  parentPort?.on('message', (task: ThreadTask) => {
    answer(opening, task)
      .catch((error: unknown): ThreadAnswer => ({
        kind: 'failed',
        message: error instanceof Error ? error.message : String(error),
      }))
      .then((reply) => parentPort?.postMessage(reply))
      .catch(() => undefined);
  });
}

async function answer(opening: Promise<ShardComputer>, task: ThreadTask): Promise<ThreadAnswer> {
  const computer = await opening;
  switch (task.kind) {
    case 'open':
      return { kind: 'opened', device: computer.identity };
    case 'simulate': {
      const { digest, campaign, forget, job } = task;
      if (forget !== undefined) computer.forget(forget);
      if (campaign !== undefined) computer.remember(digest, campaign);
      return { kind: 'simulated', partial: await computer.simulate(digest, job) };
    }
    case 'fit':
      return { kind: 'fitted', id: task.job.id, band: await computer.fit(task.job) };
  }
}
