// What must not be left of a campaign: jobs, leases, processes, temporary files, connections.
import { readdirSync, readFileSync } from 'node:fs';
import { Program } from './cluster/program.mjs';
import { until } from './wait.mjs';

/** Of the ledger and the queue: two pools of the coordinator, one connection or a few of each worker, and some to spare. */
const MOST_CONNECTIONS = 60;

/** @returns what is wrong */
export async function findLeaks({ cluster, id, jobs }) {
  const wrong = [];
  const none = async (what, ask, within = 15_000) => {
    let last;
    const gone = async () => (last = await ask()).length === 0;
    await until(what, gone, { within, every: 200 }).catch((error) => {
      wrong.push(`${what}: ${last?.slice(0, 5).join(', ') ?? error.message}`);
    });
  };
  await none('leases are left', async () => {
    const text = `select shard_id from darkreach.shards where campaign_id = $1 and (phase = 'leased' or phase = 'pending')`;
    return (await cluster.postgres.rows(text, [id])).map(({ shard_id }) => shard_id);
  });
  await none('jobs are left in the queue', () => jobs(id), 45_000);
  await none('processes are left', async () => strays());
  await none('temporary files are left', async () => temporaryFiles(cluster));
  await none('connections are left', async () => {
    const counts = [await postgresConnections(cluster), await redisConnections(cluster)];
    return counts.filter((count) => count > MOST_CONNECTIONS);
  });
  return wrong;
}

/** Children of this process that no cluster knows. */
function strays() {
  const mine = ({ parent, pid }) => parent === process.pid && !Program.pids.has(pid);
  return processes()
    .filter((one) => mine(one) && /node|redis|darkreach/.test(one.name))
    .map(({ pid, name }) => `${pid} ${name}`);
}

function processes() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
        const [, name] = /\((.*)\)/.exec(text);
        const [state, parent] = text.slice(text.lastIndexOf(')') + 2).split(' ');
        return state === 'Z' ? [] : [{ pid: Number(pid), parent: Number(parent), name }];
      } catch {
        return [];
      }
    });
}

/** Folders of reports that nobody has taken away. */
function temporaryFiles({ temporary }) {
  return readdirSync(temporary).filter((name) => name.startsWith('darkreach-'));
}

async function postgresConnections({ postgres }) {
  const text = "select count(*)::int as count from pg_stat_activity where backend_type = 'client backend'";
  const [{ count }] = await postgres.rows(text);
  return count;
}

async function redisConnections({ redis }) {
  if (!redis) return 0;
  return (await redis.ask('CLIENT', 'LIST')).trim().split('\n').length;
}
