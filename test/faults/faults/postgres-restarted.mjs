const name = 'postgres-restarted';

/** An immediate shutdown: as a crash, and back at once. */
export const postgresRestarted = {
  name,
  kind: 'immediate restart of Postgres',
  takes: ['postgres'],
  make: (random) => {
    const share = random.between(0.05, 0.5);
    let evidence;
    return {
      detail: `at ${share.toFixed(2)}`,
      inject: async (trial) => {
        await trial.reached(share);
        const { postgres } = trial.cluster;
        const before = postgres.pid;
        postgres.quit();
        trial.strike(name);
        await postgres.revive();
        if (postgres.pid !== before) evidence = `process ${before} is now ${postgres.pid}`;
      },
      fired: () => evidence,
    };
  },
};
