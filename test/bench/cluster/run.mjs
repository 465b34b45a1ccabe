// npm run bench:cluster: what the cluster costs beside the work. Prints the tables of docs/performance.md.
// --quick leaves out the 100,000 shards and the long ones; --engine redis or --engine postgres, --only short or --only long
// do a part of it.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { CampaignStage, connect, until } from './client.mjs';
import { redisIsThere, startCluster } from './programs.mjs';

const MILLISECOND = 'test/bench/cluster/millisecond-worker.mjs';
const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, engine: { type: 'string' }, only: { type: 'string' } },
});
const { quick } = values;
const there = redisIsThere ? ['redis', 'postgres'] : ['postgres'];
const engines = there.filter((engine) => values.engine === undefined || values.engine === engine);
const short = values.only !== 'long';
const withLong = !quick && values.only !== 'short';
const main = fileURLToPath(new URL('../../../dist/apps/cli/src/main.js', import.meta.url));

/** So many masses, and a shard for each 2^20 events or part of it. */
function campaign({ name, masses, signal, seed }) {
  return `apiVersion: darkreach/v1
name: ${name}
seed: ${seed}
channels:
  - id: dark-photon-invisible
    experiment: belle2
    luminosities: [20 fb^-1]
    masses: { from: 0.1, to: 7, points: ${masses}, spacing: linear }
events: { signal: ${signal}, background: 100 }
statistics: { method: asymptotic }
`;
}

let seed = 1;
/** Seconds from the call that creates the campaign until its last shard is merged. */
async function endToEnd(client, { masses, signal = 1000 }, during = async () => () => undefined) {
  const started = performance.now();
  const { name, plan } = await client.create(campaign({ name: 'bench', masses, signal, seed: seed++ }));
  const stop = await during(name);
  await until(client, name, CampaignStage.FIT);
  const seconds = (performance.now() - started) / 1000;
  await stop();
  await client.cancel(name);
  return { seconds, shards: plan.shards };
}

function percent(ratio) {
  return `${(100 * (ratio - 1)).toFixed(1)} %`;
}

/** A program that watches a campaign so many times, as soon as it is told its name. */
async function startWatchers(server, count) {
  const program = fileURLToPath(new URL('watchers.mjs', import.meta.url));
  const child = spawn(process.execPath, [program, server, String(count)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const said = () => new Promise((resolve) => child.stdout.once('data', (data) => resolve(String(data).trim())));
  await said();
  return async (name) => {
    child.stdin.write(`${name}\n`);
    return async () => {
      const last = said();
      child.kill('SIGTERM');
      console.log(`    ${count} watchers were given ${await last} snapshots`);
    };
  };
}

async function millisecondShards(engine) {
  const cluster = await startCluster({ engine, workers: 2, worker: MILLISECOND });
  const client = connect(cluster.server);
  try {
    await endToEnd(client, { masses: 200 });
    const rows = [];
    const sizes = [{ masses: 1000 }, { masses: 10_000 }, ...(quick ? [] : [{ masses: 10_000, signal: 1e7 }])];
    for (const size of sizes) {
      let peak = 0;
      const look = setInterval(() => (peak = Math.max(peak, cluster.coordinatorMemory())), 200);
      const { seconds, shards } = await endToEnd(client, size);
      clearInterval(look);
      rows.push({ shards, seconds, memory: peak });
      const line = `${shards} shards: ${seconds.toFixed(1)} s, ${Math.round(shards / seconds)} shards/s`;
      console.log(`  ${engine}: ${line}, coordinator at most ${Math.round(peak / 1e6)} MB`);
    }
    const alone = rows.find(({ shards }) => shards > 9000).seconds;
    const watched = await endToEnd(client, { masses: 10_000 }, await startWatchers(cluster.server, 1000));
    const again = await endToEnd(client, { masses: 10_000 });
    const base = Math.min(alone, again.seconds);
    console.log(`  ${engine}: with 1000 watchers ${watched.seconds.toFixed(1)} s, without ${base.toFixed(1)} s`);
    return { rows, watched: watched.seconds, base };
  } finally {
    client.close();
    await cluster.stop();
  }
}

/** Six shards of 2^29 events, the largest that are cut: some 15 s each. */
const LONG = `apiVersion: darkreach/v1
name: long
seed: 5
channels:
  - { id: dark-photon-invisible, experiment: belle2, luminosities: [20 fb^-1], masses: [1, 2, 3, 4, 5, 6] }
events: { signal: 536870912, background: 1e6 }
statistics: { method: asymptotic }
output: { formats: [csv] }
`;

async function overhead(engine) {
  const folder = mkdtempSync(join(tmpdir(), 'darkreach-long-'));
  const cluster = await startCluster({ engine, workers: 2 });
  const client = connect(cluster.server);
  try {
    const file = join(folder, 'long.yaml');
    writeFileSync(file, LONG);
    // Kernels are compiled and programs are warm in both.
    const warm = await client.create(LONG.replace('536870912', '1e5'));
    await until(client, warm.name, 99).catch(() => undefined);
    const started = performance.now();
    const { name } = await client.create(LONG);
    // Asking ten times a second would itself take two per cent of a small machine.
    await until(client, name, 99, 1000);
    const onCluster = (performance.now() - started) / 1000;
    const words = ['run', file, '--in-process', '--workers', '2', '--output', folder, '--quiet'];
    const before = performance.now();
    const { status, stderr } = spawnSync(process.execPath, [main, ...words], { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    const inProcess = (performance.now() - before) / 1000;
    return { onCluster, inProcess };
  } finally {
    client.close();
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

if (short) {
  const results = {};
  for (const engine of engines) results[engine] = await millisecondShards(engine);
  console.log('\n| queue | shards of 1 ms | seconds | shards/s | memory of the coordinator |');
  console.log('| --- | --- | --- | --- | --- |');
  for (const engine of engines) {
    for (const { shards, seconds, memory } of results[engine].rows) {
      const rate = Math.round(shards / seconds);
      console.log(`| ${engine} | ${shards} | ${seconds.toFixed(1)} | ${rate} | ${Math.round(memory / 1e6)} MB |`);
    }
  }
  console.log('\n| queue | 10,000 shards | with 1000 watchers | slower by |');
  console.log('| --- | --- | --- | --- |');
  for (const engine of engines) {
    const { watched, base } = results[engine];
    console.log(`| ${engine} | ${base.toFixed(1)} s | ${watched.toFixed(1)} s | ${percent(watched / base)} |`);
  }
}
if (withLong) {
  const rows = [];
  for (const engine of engines) rows.push([engine, await overhead(engine)]);
  console.log('\n| queue | six shards of 2^29 events | in one process | overhead |');
  console.log('| --- | --- | --- | --- |');
  for (const [engine, { onCluster, inProcess }] of rows) {
    const ratio = percent(onCluster / inProcess);
    console.log(`| ${engine} | ${onCluster.toFixed(1)} s | ${inProcess.toFixed(1)} s | ${ratio} |`);
  }
}
if (!redisIsThere) console.log('\nRedis was left out: there is no redis-server.');
