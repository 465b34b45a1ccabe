import { openDevice } from '@darkreach/kernels';
import { parentPort, workerData } from 'node:worker_threads';
import type { Model } from '../model/model.js';
import { kernelToyEngine } from './kernel-engine.js';
import type { ToyAnswer, ToyTask, ToyThreadData } from './thread-messages.js';

/** Models that a thread remembers; the engine that asks has the same number. */
const models = new Map<number, Model>();

/** The program of a worker_thread: opens a device and answers one task after the other. */
const opening = openDevice((workerData as ToyThreadData).device).then(kernelToyEngine);
opening.catch(() => undefined);

async function answer(task: ToyTask): Promise<ToyAnswer> {
  const engine = await opening;
  switch (task.kind) {
    case 'open':
      return { kind: 'opened', tieTolerance: engine.tieTolerance };
    case 'model':
      models.clear();
      models.set(task.id, task.model);
      return { kind: 'known' };
    case 'toys': {
      const model = models.get(task.model);
      if (!model) throw new RangeError(`model ${task.model} was never sent to this thread`);
      return { kind: 'toys', batch: await engine.generate({ ...task.request, model }) };
    }
  }
}

parentPort?.on('message', (task: ToyTask) => {
  answer(task)
    .catch((error: unknown): ToyAnswer => ({
      kind: 'failed',
      message: error instanceof Error ? error.message : String(error),
    }))
    .then((reply) => parentPort?.postMessage(reply))
    .catch(() => undefined);
});
