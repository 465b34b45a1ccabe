// kill -9 at a failpoint: a process is told to, ends itself there as the kernel would end it, and is started again
// by its supervisor.

/** Of a worker, chosen by the seed. */
export function killWorkerAt({ name, kind, failpoint, hits }) {
  return {
    name,
    kind,
    takes: ['worker'],
    workers: 2,
    make: (random, { workers }) => {
      const slot = random.integer(0, workers - 1);
      const hit = random.integer(1, hits);
      return killAt({
        name,
        failpoint,
        hit,
        detail: `worker ${slot}, time ${hit}`,
        of: (cluster) => cluster.workers[slot],
      });
    },
  };
}

/** Of the coordinator. */
export function killCoordinatorAt({ name, kind, failpoint, hits }) {
  return {
    name,
    kind,
    takes: ['coordinator'],
    make: (random) => {
      const hit = random.integer(1, hits);
      return killAt({ name, failpoint, hit, detail: `time ${hit}`, of: (cluster) => cluster.coordinator });
    },
  };
}

function killAt({ name, failpoint, hit, detail, of }) {
  let pid;
  return {
    detail,
    prepare: async (trial) => {
      trial.forget(failpoint);
      const program = of(trial.cluster);
      program.arm(`${failpoint}=kill@${hit}`);
      pid = program.pid;
    },
    inject: async (trial) => {
      trial.strike(name, await trial.hit(failpoint));
    },
    fired: ({ cluster }) => {
      const exit = of(cluster).exits.find((one) => one.pid === pid);
      return exit?.signal === 'SIGKILL' ? `process ${pid} was killed at ${failpoint}` : undefined;
    },
  };
}
