// A worker that is real but for its shards: each takes a millisecond, whatever it is.
import { setImmediate as turn } from 'node:timers/promises';
import { startWorker } from '../../../dist/apps/worker/src/start-worker.js';
import { openTemplateBook } from '../../../dist/libs/campaign/src/index.js';
import { openDevice } from '../../../dist/libs/kernels/src/index.js';

const { backend, adapter, digest, rejected } = await openDevice('webasm');
const books = new Map();
let last = Promise.resolve();

/** One after the other, as a thread would; the event loop turns in between. */
function aMillisecond(onStart) {
  last = last.then(async () => {
    await turn();
    onStart();
    const until = performance.now() + 1;
    while (performance.now() < until);
  });
  return last;
}

function axisOf({ digest: id, campaign }, { templateId }) {
  if (!books.has(id)) books.set(id, openTemplateBook(campaign));
  return books.get(id).byId.get(templateId).recipe.axis;
}

await startWorker({
  compute: {
    threads: 1,
    open: async () => ({ backend, adapter, digest, rejected }),
    run: async (job, campaign, { onStart }) => {
      const axis = axisOf(campaign, job);
      await aMillisecond(onStart);
      const sums = () => new Float64Array(axis.bins + 2).fill(job.shard + 1);
      return {
        kind: 'partial-histogram',
        shardId: job.id,
        templateId: job.templateId,
        shard: job.shard,
        events: job.events,
        clipped: 0,
        histogram: { kind: 'histogram', axis, sumw: sums(), sumw2: sums(), entries: job.events },
      };
    },
    close: async () => undefined,
  },
});
