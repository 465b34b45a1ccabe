// Something that happens to the links of one worker, to the coordinator and to the queue.

/** @param spoil makes the links bad for a while; mends them; answers what the proxies have counted of it */
export function linkFault({ name, kind, spoil }) {
  return {
    name,
    kind,
    takes: ['worker'],
    workers: 2,
    make: (random, { workers }) => {
      const slot = random.integer(0, workers - 1);
      const share = random.between(0.05, 0.4);
      let evidence;
      return {
        detail: `worker ${slot}, at ${share.toFixed(2)}`,
        inject: async (trial) => {
          await trial.reached(share);
          const links = trial.cluster.links[slot];
          const before = links.counts;
          trial.strike(name);
          try {
            await spoil(links, random);
          } finally {
            links.each((proxy) => proxy.mend());
          }
          const after = links.counts;
          evidence = Object.fromEntries(Object.keys(after).map((key) => [key, after[key] - before[key]]));
        },
        fired: () => evidence && spoil.count(evidence),
      };
    },
  };
}
