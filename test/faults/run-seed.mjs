// One seed: the campaign, the faults beside it, and the judgement.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from './checker.mjs';
import { findLeaks } from './leaks.mjs';
import { Trial } from './trial.mjs';

/** Seconds that a campaign may take under faults; undisturbed it takes three or four. */
const LONGEST = 150;

/** @returns problems, faults with their evidence and recovery, and what was counted */
export async function runSeed(plan, { cluster, folder, reference, jobs, log }) {
  const begin = performance.now();
  const trial = new Trial({ cluster, campaign: plan.campaign, folder, log });
  trial.expected = JSON.parse(readFileSync(join(reference, 'shards.json'), 'utf8'));
  const problems = [];
  const attempt = async (what, act) => {
    try {
      return await act();
    } catch (error) {
      problems.push(`${what}: ${error.message}`);
      return undefined;
    }
  };
  let verdict;
  let faults;
  try {
    await attempt('preparation', () => prepare(plan, trial));
    if (problems.length === 0) await attempt('campaign', () => compute(plan, trial, attempt));
    if (trial.over) verdict = await attempt('judgement', () => judge(plan, trial, reference, attempt));
    faults = await evidenceOf(plan, trial, attempt);
  } finally {
    trial.over = true;
    for (const fault of plan.faults) await attempt(`${fault.name}, clearing`, async () => fault.clear?.(trial));
    await attempt('repair', () => cluster.repair());
  }
  if (verdict) problems.push(...verdict.wrong);
  if (problems.length === 0) problems.push(...(await findLeaks({ cluster, id: trial.id, jobs })));
  if (problems.length === 0) await attempt('clean-up', () => forget(trial));
  const seconds = (performance.now() - begin) / 1000;
  return { seed: plan.seed, engine: plan.engine, problems, faults: faults ?? [], counts: verdict?.counts, seconds };
}

async function prepare({ workers, faults }, trial) {
  const { cluster } = trial;
  await cluster.scale(workers);
  for (const fault of faults) await fault.prepare?.(trial);
  await cluster.ready();
  await cluster.crewReady();
}

async function compute({ faults }, trial, attempt) {
  await trial.submit();
  const injections = faults.map((fault) => attempt(fault.name, () => fault.inject(trial)));
  try {
    await trial.follow(LONGEST);
    await Promise.all(injections);
  } finally {
    trial.log(
      `  ${trial.seen.status} after ${((Date.now() - trial.began) / 1000).toFixed(1)} s ${trial.seen.message ?? ''}`,
    );
  }
}

async function judge({ faults }, trial, reference, attempt) {
  const given = faults.flatMap((fault) => fault.given?.() ?? []);
  const first = await verdictOn(trial, reference, given);
  const second = faults.find((fault) => fault.again);
  if (!second || first.wrong.length > 0) return first;
  await attempt(`${second.name}, again`, async () => {
    await second.clear(trial);
    trial.over = false;
    await second.again(trial);
    await trial.follow(LONGEST);
  });
  return verdictOn(trial, reference, []);
}

async function verdictOn(trial, reference, given) {
  const results = await trial.fetch();
  return check({ url: trial.cluster.postgres.url, id: trial.id, results, reference, given });
}

async function evidenceOf({ faults }, trial, attempt) {
  const list = [];
  for (const fault of faults) {
    const fired = await attempt(`${fault.name} has not fired`, async () => {
      const evidence = await fault.fired(trial);
      if (evidence === undefined) throw new Error('no evidence');
      return evidence;
    });
    trial.log(`  ${fault.name}: ${fired ?? 'did not fire'}`);
    // What is merged after a second try is no recovery.
    const recovery =
      trial.struck.has(fault.name) && !fault.again
        ? await trial.recovery(fault.name).catch(() => undefined)
        : undefined;
    list.push({ name: fault.name, kind: fault.kind, fired, recovery });
  }
  return list;
}

/** The next seeds do not carry this one's rows. */
async function forget({ cluster, id }) {
  const addresses = await cluster.postgres.rows('select address from darkreach.shards where campaign_id = $1', [id]);
  await cluster.operator.insist('CampaignService', 'DeleteCampaign', { name: `campaigns/${id}` });
  await cluster.postgres.rows('delete from darkreach.results where address = any($1)', [
    addresses.map(({ address }) => address),
  ]);
}
