// A shard that nobody can do. The campaign ends as partial, with exactly the points marked that need it; tried again by
// workers that are well, it is complete.
import { SLOTS } from './cluster/cluster.mjs';
import { until } from './wait.mjs';

/** @param failpoint of the compute thread */
export function poisonFault({ name, kind, failpoint, reason }) {
  return {
    name,
    kind,
    takes: ['worker', 'coordinator', 'postgres', 'redis'],
    workers: 2,
    make: (random) => {
      const place = random.between(0, 1);
      let shard;
      return {
        detail: `shard at ${place.toFixed(2)} of the plan`,
        prepare: async ({ cluster, expected }) => {
          // Named by a part of the id: one that is no part of another.
          const all = Object.keys(expected.digests).sort();
          const ids = all.filter((id) => all.every((other) => other === id || !other.includes(id)));
          shard = ids[Math.floor(place * ids.length)];
          const env = { DARKREACH_FAILPOINTS: `${failpoint}=${shard}`, DARKREACH_SHARD_SECONDS: '2' };
          for (let i = 0; i < SLOTS; i += 1) {
            cluster.workers[i].configure({ env: { ...cluster.workerEnvironment(i), ...env } });
          }
          for (const program of cluster.crew) await program.restart();
        },
        given: () => [shard],
        inject: async (trial) => {
          await until(
            `an attempt at ${shard} fails`,
            async () => {
              if (trial.over) return 'over';
              return (await failuresOf(trial, shard)).length > 0;
            },
            { within: 60_000 },
          );
          trial.strike(name);
        },
        clear: async ({ cluster }) => {
          for (let i = 0; i < SLOTS; i += 1) cluster.workers[i].configure({ env: cluster.workerEnvironment(i) });
          for (const program of cluster.crew) await program.restart();
        },
        /** After the judgement of the partial result: the campaign is tried again, and then judged as any other. */
        again: async (trial) => {
          trial.evidence = await failuresOf(trial, shard);
          await trial.cluster.operator.insist('CampaignService', 'RetryCampaign', { name: `campaigns/${trial.id}` });
        },
        fired: ({ evidence }) => {
          const failures = evidence ?? [];
          const right = failures.filter((failure) => failure.reason === reason);
          if (right.length >= 3) return `${shard}: ${right.length} times ${reason}`;
          throw new Error(`${shard} has failed as ${JSON.stringify(failures)}, not three times as ${reason}`);
        },
      };
    },
  };
}

async function failuresOf(trial, shard) {
  const [row] = await trial.rows('select failures from darkreach.shards where campaign_id = $1 and shard_id = $2', [
    shard,
  ]);
  return row?.failures ?? [];
}
