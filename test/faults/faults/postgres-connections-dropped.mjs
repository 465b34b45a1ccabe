import { sleep } from '../wait.mjs';

const name = 'postgres-connections-dropped';

/** Every connection to the ledger, and to the queue where it lives there, is ended; three times. */
export const postgresConnectionsDropped = {
  name,
  kind: 'dropped connections of Postgres',
  takes: ['postgres'],
  make: (random) => {
    const share = random.between(0.05, 0.5);
    let dropped = 0;
    return {
      detail: `at ${share.toFixed(2)}`,
      inject: async (trial) => {
        await trial.reached(share);
        for (let i = 0; i < 3; i += 1) {
          const rows = await trial.cluster.postgres.rows(
            `select pg_terminate_backend(pid) as done from pg_stat_activity
              where backend_type = 'client backend' and application_name <> 'driver'`,
          );
          dropped += rows.filter(({ done }) => done).length;
          trial.strike(name);
          await sleep(random.between(50, 300));
        }
      },
      fired: () => (dropped > 0 ? `${dropped} connections were dropped` : undefined),
    };
  },
};
