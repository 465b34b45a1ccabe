import { until } from '../wait.mjs';

const name = 'duplicate-results';
const TIMES = 5;

/** Reports of shards that are merged are sent again, several at a time; and one with a token that nobody was given. */
export const duplicateResults = {
  name,
  kind: 'duplicate results',
  takes: [],
  make: (random) => {
    const share = random.between(0.15, 0.6);
    let outcomes = [];
    let forged;
    return {
      detail: `at ${share.toFixed(2)}`,
      inject: async (trial) => {
        await trial.reached(share);
        const merged = await until('two shards are merged', async () => {
          const rows = await reported(trial);
          return rows.length > 1 && rows;
        });
        const [one, other] = random.shuffle(merged);
        trial.strike(name);
        const again = Array.from({ length: TIMES }, () => send(trial, one, one, one.attempt));
        outcomes = await Promise.all(again);
        forged = await send(trial, one, other, one.attempt + 7);
      },
      fired: () => {
        const good = outcomes.length === TIMES && outcomes.every((outcome) => outcome === 'REPORT_OUTCOME_DUPLICATE');
        if (good && forged === 'REPORT_OUTCOME_STALE') return `${TIMES} were DUPLICATE, a forged one STALE`;
        throw new Error(`sent again: ${outcomes.join(', ')}; forged: ${forged}`);
      },
    };
  },
};

async function reported(trial) {
  return trial.rows(
    `select s.shard_id, s.attempt, s.digest, s.votes->0->>'worker' as worker, r.bytes, m.epoch
      from darkreach.shards s join darkreach.results r using (address, digest), darkreach.meta m
      where s.campaign_id = $1 and s.phase = 'merged' and not s.reused and s.stage = 'simulate' limit 20`,
  );
}

/** Sends the bytes of `content` as the result of `shard`. */
function send({ id, cluster }, shard, content, attempt) {
  const token = { campaign_id: id, shard_id: shard.shard_id, attempt, epoch: shard.epoch };
  const { digest, bytes } = content;
  const header = { worker_id: shard.worker, token, digest, size: bytes.length, seconds: 1 };
  return cluster.worker.report(header, bytes).catch((error) => error.message);
}
