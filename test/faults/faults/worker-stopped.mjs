import { LEASE_SECONDS } from '../cluster/cluster.mjs';
import { sleep } from '../wait.mjs';

const name = 'worker-stopped';

/** A machine that is frozen for twice the lease, and then goes on as if nothing had been. */
export const workerStopped = {
  name,
  kind: 'SIGSTOP of a worker for twice the lease',
  takes: ['worker'],
  workers: 2,
  make: (random, { workers }) => {
    const slot = random.integer(0, workers - 1);
    const share = random.between(0.05, 0.4);
    let went = 0;
    return {
      detail: `worker ${slot}, at ${share.toFixed(2)}`,
      inject: async (trial) => {
        await trial.reached(share);
        const program = trial.cluster.workers[slot];
        const { pid } = program;
        program.signal('SIGSTOP');
        trial.strike(name);
        const begin = performance.now();
        await sleep(2000 * LEASE_SECONDS);
        if (program.pid === pid) went = performance.now() - begin;
        program.signal('SIGCONT');
      },
      fired: () => (went > 1950 * LEASE_SECONDS ? `stood still for ${Math.round(went)} ms` : undefined),
    };
  },
};
