// npm run faults: campaigns on clusters of real processes, with faults that a seed chooses; a checker judges what is left.
// Ends with 1 if anything is lost, counted twice, wrong or left behind, or if a fault has not fired. See --help.
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFolder } from './open-folder.mjs';
import { Cluster } from './cluster/cluster.mjs';
import { goodput } from './goodput.mjs';
import { readOptions, usableEngines, usableFaults, USAGE } from './options.mjs';
import { describePlan, planAll, planSeed, replayWords } from './plan.mjs';
import { queueJobs } from './queue-jobs.mjs';
import { runSeed } from './run-seed.mjs';
import { faultTable, totalsTable } from './table.mjs';
import { undisturbed } from './undisturbed.mjs';

const options = readOptions(process.argv.slice(2));
const { engines, reason } = usableEngines(options.engine);
const { faults, skipped } = usableFaults(engines);
const folder = openFolder(join(tmpdir(), 'darkreach-faults-'));
const clusters = new Map();
const log = options.verbose ? console.log : () => undefined;

/** The cluster of an engine, which lives over many seeds; the one with a small disk lives for one. */
async function clusterFor({ engine, smallDisk, seed }) {
  const name = smallDisk ? `${engine}-${seed}` : engine;
  const known = clusters.get(name);
  if (known) return known;
  const cluster = new Cluster({ engine, folder: openFolder(join(folder, `${name}-`)), smallDisk });
  clusters.set(name, cluster);
  try {
    await cluster.start();
  } catch (error) {
    await drop(cluster);
    throw error;
  }
  return cluster;
}

async function drop(cluster) {
  for (const [name, known] of clusters) if (known === cluster) clusters.delete(name);
  await cluster.stop().catch((error) => console.error(`a cluster did not end: ${error.message}`));
}

/** @param next what comes after it: its undisturbed result is computed meanwhile */
async function one(plan, next) {
  console.log(describePlan(plan));
  const own = join(folder, `seed-${plan.seed}`);
  let cluster;
  let outcome;
  try {
    const reference = await undisturbed(plan.campaign, join(folder, 'undisturbed'));
    // Whoever needs it hears of what goes wrong.
    if (next) undisturbed(next.campaign, join(folder, 'undisturbed')).catch(() => undefined);
    cluster = await clusterFor(plan);
    const jobs = queueJobs(cluster);
    outcome = await runSeed(plan, { cluster, folder: own, reference, jobs, log });
  } catch (error) {
    outcome = { seed: plan.seed, engine: plan.engine, problems: [error.stack], faults: [], seconds: 0 };
  }
  if (cluster && (outcome.problems.length > 0 || plan.smallDisk)) await drop(cluster);
  if (outcome.problems.length > 0) report(plan, outcome, cluster, own);
  else {
    log(`  fine, ${outcome.seconds.toFixed(1)} s`);
    rmSync(own, { recursive: true, force: true });
  }
  return outcome;
}

function report(plan, { problems }, cluster, own) {
  mkdirSync(own, { recursive: true });
  const logs = /\.log$/;
  if (cluster) {
    cpSync(cluster.folder, own, { recursive: true, filter: (path) => path === cluster.folder || logs.test(path) });
  }
  console.error(
    problems
      .slice(0, 12)
      .map((problem) => `  WRONG: ${problem}`)
      .join('\n'),
  );
  console.error(`  again: ${replayWords(plan)}\n  logs: ${own}`);
}

async function main() {
  if (options.help) return console.log(USAGE);
  if (options.list) return console.log(faults.map(({ name, kind }) => `${name.padEnd(32)} ${kind}`).join('\n'));
  if (reason) console.log(`skipped: Redis, ${reason}`);
  for (const { name, reason: why } of skipped) console.log(`skipped: ${name}, ${why}`);
  if (options.goodput) {
    console.log(await goodput(engines, { folder, log, open: (engine) => clusterFor({ engine }) }));
    return undefined;
  }
  const settings = { engines, faults, fixed: options.fixed };
  const chosen = faults.filter(({ name }) => options.fixed?.includes(name) ?? true);
  const plans = options.ci
    ? planAll(options.all, { engines, faults: chosen })
    : options.all.map((seed) => planSeed(seed, settings));
  const outcomes = [];
  for (const [i, plan] of plans.entries()) outcomes.push(await one(plan, plans[i + 1]));
  const kinds = faults
    .map(({ kind }) => kind)
    .filter((kind) => !options.fixed || plans.some((plan) => plan.faults.some((fault) => fault.kind === kind)));
  console.log(`\n${totalsTable(outcomes)}\n\n${faultTable(outcomes, kinds)}`);
  if (outcomes.some(({ problems }) => problems.length > 0)) process.exitCode = 1;
  return undefined;
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    console.error(`ended by ${signal}`);
    void Promise.all([...clusters.values()].map(drop)).finally(() => process.exit(1));
  });
}
try {
  await main();
} finally {
  await Promise.all([...clusters.values()].map(drop));
  if (process.exitCode !== 1 && !options.keep) rmSync(folder, { recursive: true, force: true });
}
process.exit();
