import { sleep, until } from '../wait.mjs';

const name = 'late-results';

/** A worker takes a shard and is not heard any more; long after somebody else has done it, its result arrives. */
export const lateResults = {
  name,
  kind: 'late results',
  takes: [],
  make: (random) => {
    const share = random.between(0.05, 0.4);
    const worker_id = `late-${random.bits().toString(16).padStart(8, '0')}`;
    let outcome;
    return {
      detail: `at ${share.toFixed(2)}`,
      inject: async (trial) => {
        await trial.reached(share);
        const { cluster, id } = trial;
        await cluster.worker.insist('WorkerService', 'RegisterWorker', await identity(cluster, worker_id));
        const lease = await takeLast(trial, worker_id);
        trial.strike(name);
        const { shard_id } = lease.token;
        const merged = await until('somebody else has done it', () => mergedShard(trial, shard_id), { within: 40_000 });
        const { digest, bytes } = merged;
        const header = { worker_id, token: lease.token, digest, size: bytes.length, seconds: 1 };
        outcome = await until('the coordinator listens', () => cluster.worker.report(header, bytes));
        await cluster.worker.insist('WorkerService', 'DrainWorker', { worker_id }).catch(() => undefined);
        trial.log(`  late result of ${shard_id} in ${id}: ${outcome}`);
      },
      fired: () => {
        if (outcome === 'REPORT_OUTCOME_DUPLICATE') return 'the late result was DUPLICATE';
        throw new Error(`the late result was ${outcome}, not DUPLICATE`);
      },
    };
  },
};

/** As the workers that are there. */
async function identity({ postgres }, worker_id) {
  const [{ version, ...device }] = await postgres.rows(
    'select version, backend, adapter, digest from darkreach.workers order by seen_at desc limit 1',
  );
  return { worker_id, display_name: 'late', version, device, threads: 1 };
}

/** A lease of the last shard that nobody has. */
async function takeLast(trial, worker_id) {
  for (let i = 0; i < 50; i += 1) {
    const [row] = await trial.rows(
      `select shard_id from darkreach.shards where campaign_id = $1 and stage = 'simulate' and phase = 'pending'
        and attempt = 0 order by ordinal desc limit 1`,
    );
    if (!row) break;
    const request = { worker_id, shards: [{ campaign_id: trial.id, shard_id: row.shard_id }] };
    const { answers } = await trial.cluster.worker.insist('WorkerService', 'AcquireShardLeases', request);
    const [{ lease }] = answers;
    if (lease) return lease;
    await sleep(20);
  }
  throw new Error('no shard was left to take');
}

async function mergedShard(trial, shard) {
  const [row] = await trial.rows(
    `select s.digest, r.bytes from darkreach.shards s join darkreach.results r using (address, digest)
      where s.campaign_id = $1 and s.shard_id = $2 and s.phase = 'merged'`,
    [shard],
  );
  return row;
}
