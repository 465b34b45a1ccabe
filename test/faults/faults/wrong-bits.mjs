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
    let before;
    return {
      detail: `worker ${slot}`,
      prepare: async ({ cluster }) => {
        await cluster.coordinator.restart({ DARKREACH_VERIFY_FRACTION: '1' });
        await cluster.workers[slot].restart({ DARKREACH_FAILPOINTS: 'thread.wrong-bits=/' });
        liar = cluster.workers[slot].pid;
        const rows = await cluster.postgres.rows("select id from darkreach.workers where status = 'quarantined'");
        before = rows.map(({ id }) => id);
      },
      inject: async (trial) => {
        const contradiction = () => trial.logged(/contradict/).then(({ length }) => length > 0 || trial.over);
        await until('a contradiction is found', contradiction, { within: 60_000 });
        trial.strike(name);
      },
      fired: async ({ cluster }) => {
        const id = cluster.workers[slot].logged(/"message":"(\S+) takes jobs/, liar)?.[1];
        const rows = await cluster.postgres.rows("select id from darkreach.workers where status = 'quarantined'");
        const guilty = rows.map((row) => row.id);
        // A cluster lives over many seeds: earlier liars are there, too.
        const others = guilty.filter((one) => one !== id && !before.includes(one));
        if (!guilty.includes(id) || others.length > 0) throw new Error(`${id} lied; quarantined: ${guilty.join(', ')}`);
        return `worker ${id} (process ${liar}) is quarantined`;
      },
    };
  },
};
