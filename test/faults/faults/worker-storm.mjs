const name = 'worker-storm';
const CONNECTIONS = 500;

/** 500 workers come at once, each on a connection of its own, register and go. */
export const workerStorm = {
  name,
  kind: 'storm of 500 workers',
  takes: [],
  make: (random) => {
    const share = random.between(0.05, 0.5);
    const tag = random.bits().toString(16).padStart(8, '0');
    let answers = [];
    return {
      detail: `at ${share.toFixed(2)}`,
      inject: async (trial) => {
        await trial.reached(share);
        const { cluster } = trial;
        const [{ version, ...device }] = await cluster.postgres.rows(
          'select version, backend, adapter, digest from darkreach.workers order by seen_at desc limit 1',
        );
        const clients = Array.from({ length: CONNECTIONS }, () => cluster.newWorkerCalls());
        trial.strike(name);
        answers = await Promise.all(
          clients.map(async (client, i) => {
            const worker_id = `storm-${tag}-${i}`;
            const request = { worker_id, display_name: 'storm', version, device, threads: 1 };
            try {
              await client.insist('WorkerService', 'RegisterWorker', request, 60);
              await client.insist('WorkerService', 'DrainWorker', { worker_id }, 60);
              return 'OK';
            } catch (error) {
              return error.message;
            } finally {
              client.close();
            }
          }),
        );
      },
      fired: () => {
        const served = answers.filter((answer) => answer === 'OK').length;
        if (served === CONNECTIONS) return `${served} workers were served`;
        throw new Error(
          `${served} of ${CONNECTIONS} were served; another heard: ${answers.find((one) => one !== 'OK')}`,
        );
      },
    };
  },
};
