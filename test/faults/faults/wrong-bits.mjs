import { until } from '../wait.mjs';

const name = 'wrong-bits';

/** One worker of three finds other bits than the others. Every shard is computed twice; it is found out. */
export const wrongBits = {
  name,
  kind: 'worker that returns wrong bits',
  takes: ['worker', 'coordinator', 'postgres', 'redis'],
  workers: 3,
  make: (random, { workers }) => {
    const slot = random.integer(0, workers - 1);
    let liar;
    return {
      detail: `worker ${slot}`,
      prepare: async ({ cluster }) => {
        await cluster.coordinator.restart({ DARKREACH_VERIFY_FRACTION: '1' });
        await cluster.workers[slot].restart({ DARKREACH_FAILPOINTS: 'thread.wrong-bits=/' });
        liar = cluster.workers[slot].pid;
      },
      inject: async (trial) => {
        const contradiction = () => trial.logged(/contradict/).then(({ length }) => length > 0 || trial.over);
        await until('a contradiction is found', contradiction, { within: 60_000 });
        trial.strike(name);
      },
      fired: async (trial) => {
        const [entry] = await trial.logged(/not trusted any more/);
        if (!entry) throw new Error('no worker was quarantined');
        const [row] = await trial.cluster.postgres.rows('select id, status from darkreach.workers where id = $1', [
          entry.worker_id,
        ]);
        const entries = await trial.logged(/not trusted any more/);
        const others = new Set(entries.map(({ worker_id }) => worker_id));
        if (row?.status !== 'quarantined' || others.size !== 1) {
          throw new Error(`quarantined: ${[...others].join(', ')} (${row?.status})`);
        }
        return `worker ${entry.worker_id} (process ${liar}) is quarantined`;
      },
    };
  },
};
