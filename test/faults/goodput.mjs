// Events a second of a larger campaign, undisturbed and with a worker killed every 5 s.
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { clearInterval, setInterval } from 'node:timers';
import { Random } from './random.mjs';
import { markdown } from './table.mjs';
import { Trial } from './trial.mjs';

/** About 25 s of both cores of a small machine. */
const BACKGROUND = 250_000_000;
const KILL_EVERY = 5000;

/** @param settings folder, log, and `open`, which starts the cluster of an engine; who opens it ends it */
export async function goodput(engines, { folder, log, open }) {
  const rows = [];
  for (const engine of engines) {
    const cluster = await open(engine);
    await cluster.scale(Math.min(Math.max(availableParallelism(), 2), 4));
    await cluster.crewReady();
    const quiet = await measure(cluster, { seed: 1, kill: false, folder, log });
    const noisy = await measure(cluster, { seed: 2, kill: true, folder, log });
    const share = `${((100 * noisy.rate) / quiet.rate).toFixed(0)} %`;
    rows.push([engine, cluster.size, mega(quiet), mega(noisy), noisy.kills, share]);
  }
  const titles = ['queue', 'workers', 'undisturbed', 'a worker killed every 5 s', 'killed', 'goodput'];
  return markdown(titles, rows);
}

const mega = ({ rate }) => `${(rate / 1e6).toFixed(1)} M events/s`;

async function measure(cluster, { seed, kill, folder, log }) {
  const random = new Random(`goodput-${seed}`);
  const trial = new Trial({ cluster, campaign: campaignOf(seed), folder: join(folder, `goodput-${seed}`), log });
  await cluster.repair();
  await trial.submit();
  let kills = 0;
  const timer = setInterval(() => {
    if (!kill || trial.seen.stage !== 'simulate') return;
    random.pick(cluster.crew).signal('SIGKILL');
    kills += 1;
  }, KILL_EVERY);
  try {
    await trial.follow(600);
  } finally {
    clearInterval(timer);
  }
  if (trial.seen.status !== 'succeeded') throw new Error(`goodput: the campaign is ${trial.seen.status}`);
  const [{ events, seconds }] = await trial.rows(
    `select sum(work)::float8 as events, extract(epoch from max(s.updated_at) - c.created_at)::float8 as seconds
      from darkreach.shards s join darkreach.campaigns c on c.id = s.campaign_id
      where s.campaign_id = $1 and s.stage = 'simulate' group by c.created_at`,
  );
  log(`  ${cluster.engine}: ${events} events in ${seconds.toFixed(1)} s, ${kills} kills`);
  return { rate: events / seconds, kills };
}

function campaignOf(seed) {
  const yaml = `apiVersion: darkreach/v1
name: goodput-${seed}
seed: ${seed}
channels:
  - id: dark-photon-invisible
    experiment: belle2
    luminosities: [20 fb^-1]
    masses: [1, 4]
events: { signal: 1e5, background: ${BACKGROUND} }
statistics: { cl: 0.90, method: asymptotic }
output: { formats: [csv, json] }
`;
  return { name: `goodput-${seed}`, yaml };
}
