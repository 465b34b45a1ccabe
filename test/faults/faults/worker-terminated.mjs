import { until } from '../wait.mjs';

const name = 'worker-terminated';

/** SIGTERM: the worker finishes or gives back what it has, and ends in good order within its grace. */
export const workerTerminated = {
  name,
  kind: 'SIGTERM of a worker',
  takes: ['worker'],
  workers: 2,
  make: (random, { workers }) => {
    const slot = random.integer(0, workers - 1);
    const share = random.between(0.1, 0.5);
    let exit;
    return {
      detail: `worker ${slot}, at ${share.toFixed(2)}`,
      inject: async (trial) => {
        await trial.reached(share);
        const program = trial.cluster.workers[slot];
        const { pid } = program;
        program.signal('SIGTERM');
        trial.strike(name);
        exit = await until('the worker has ended', () => program.exits.find((one) => one.pid === pid));
      },
      fired: () => (exit?.code === 0 ? `process ${exit.pid} ended with 0` : undefined),
    };
  },
};
