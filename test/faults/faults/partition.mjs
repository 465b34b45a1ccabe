import { LEASE_SECONDS } from '../cluster/cluster.mjs';
import { Links } from '../cluster/links.mjs';
import { Namespace, namespaceObstacle } from '../cluster/namespace.mjs';
import { sleep } from '../wait.mjs';

const name = 'partition';

/** A worker on a network of its own, which is cut off for longer than a lease. */
export const partition = {
  name,
  kind: 'partition, by network namespace',
  takes: ['worker'],
  workers: 2,
  obstacle: namespaceObstacle,
  make: (random, { workers }) => {
    const slot = random.integer(0, workers - 1);
    const share = random.between(0.05, 0.4);
    const network = new Namespace();
    let links;
    let unplugged = false;
    return {
      detail: `worker ${slot}, at ${share.toFixed(2)}`,
      prepare: async ({ cluster }) => {
        network.open();
        links = new Links({ coordinator: cluster.grpcPort, queue: cluster.redis?.port ?? cluster.postgres.port });
        await links.open(network.host);
        const program = cluster.workers[slot];
        await program.stop('SIGKILL');
        const { command, args } = cluster.command('worker');
        program.configure({ ...network.command(command, args), env: cluster.workerEnvironment(slot, links) });
        program.start();
      },
      inject: async (trial) => {
        await trial.reached(share);
        network.cut();
        trial.strike(name);
        await sleep(100);
        const { up, connections } = links.counts;
        await sleep(1800 * LEASE_SECONDS);
        // What the coordinator sends goes into buffers of this side; from the other one nothing comes.
        unplugged = up > 0 && connections > 0 && links.counts.up === up;
        network.mend();
      },
      clear: async ({ cluster }) => {
        const program = cluster.workers[slot];
        await program.stop('SIGKILL');
        program.configure({ ...cluster.command('worker'), env: cluster.workerEnvironment(slot) });
        await links?.close();
        network.close();
      },
      fired: () => (unplugged ? `${network.name} was unplugged` : undefined),
    };
  },
};
