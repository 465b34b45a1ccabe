import { smallDiskObstacle } from '../cluster/small-disk.mjs';
import { sleep } from '../wait.mjs';

const name = 'postgres-disk-full';

/** The disk of the ledger is full for a while; it is a small one of its own, in memory. */
export const postgresDiskFull = {
  name,
  kind: 'full disk of Postgres',
  takes: ['postgres', 'redis', 'coordinator', 'worker'],
  smallDisk: true,
  obstacle: smallDiskObstacle,
  make: (random) => {
    const share = random.between(0.05, 0.4);
    const seconds = random.between(1.5, 3);
    let said;
    return {
      detail: `at ${share.toFixed(2)}, for ${seconds.toFixed(1)} s`,
      inject: async (trial) => {
        await trial.reached(share);
        const { disk, postgres } = trial.cluster;
        disk.fill();
        trial.strike(name);
        const until = performance.now() + 1000 * seconds;
        while (performance.now() < until) {
          said ??= await complaint(postgres);
          await sleep(100);
        }
        disk.free();
        await sleep(300);
        if (!postgres.alive) await postgres.revive();
        await postgres.answers();
      },
      fired: () => said,
    };
  },
};

/** What Postgres says to somebody who wants to write two megabytes; undefined if it writes them, or is not there. */
async function complaint(postgres) {
  try {
    await postgres.rows(
      'create table public.filling as select repeat(md5(n::text), 100) from generate_series(1, 20000) n',
    );
    await postgres.rows('drop table public.filling');
    return undefined;
  } catch (error) {
    return error.code === '53100' || /No space left/.test(error.message) ? error.message : undefined;
  }
}
