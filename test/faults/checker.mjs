// Judges a campaign by what is left of it: the rows of the ledger and the result files. It knows nothing of what was done
// to the cluster.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { comparePoints } from './points.mjs';

const FILES = ['limits.csv', 'limits.json', 'histograms.json'];
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/**
 * @param campaign url (Postgres), id, results and reference (folders) and `given`: patterns of shards that may be given up
 * @returns what is wrong, and what was counted
 */
export async function check({ url, id, results, reference, given = [] }) {
  const client = new pg.Client({ connectionString: url, options: '-c search_path=darkreach,public' });
  await client.connect();
  try {
    const ledger = await readLedger(client, id);
    const expected = JSON.parse(readFileSync(join(reference, 'shards.json'), 'utf8'));
    const wrong = [
      ...checkCampaign(ledger, given),
      ...checkShards(ledger, expected, given),
      ...checkEvents(ledger, expected, given),
      ...checkArtifacts(ledger, results),
      ...(given.length === 0
        ? compareFiles(results, reference)
        : comparePoints({ results, reference, expected, given })),
    ];
    return { wrong, counts: countsOf(ledger, expected) };
  } finally {
    await client.end();
  }
}

async function readLedger(client, id) {
  const rows = async (text) => (await client.query(text, [id])).rows;
  const [campaign] = await rows('select id, status, message, stage from campaigns where id = $1');
  const shards =
    await rows(`select s.shard_id, s.stage, s.phase, s.digest, s.votes, s.failures, s.losses, s.attempt, s.quorum,
      s.work, s.reused, s.worker, s.expires_at, r.bytes,
      (select count(*)::int from results o where o.address = s.address and o.merged_at is not null) as merged_results
    from shards s left join results r on r.address = s.address and r.digest = s.digest where s.campaign_id = $1`);
  const artifacts = await rows('select path, sha256, content from artifacts where campaign_id = $1');
  return { campaign, shards, artifacts };
}

function checkCampaign({ campaign }, given) {
  if (!campaign) return ['the campaign is not in the ledger'];
  const wanted = given.length > 0 ? 'partial' : 'succeeded';
  return campaign.status === wanted ? [] : [`the campaign is ${campaign.status} (${campaign.message}), not ${wanted}`];
}

/** Each shard of the plan is there once, merged with the bits of the undisturbed run, or given up where that is allowed. */
function checkShards({ shards }, { digests }, given) {
  const wrong = [];
  const found = new Map(shards.map((shard) => [shard.shard_id, shard]));
  for (const [id, digest] of Object.entries(digests)) {
    const shard = found.get(id);
    const mayLack = given.length > 0 && id.startsWith('fit/');
    if (!shard && !mayLack) wrong.push(`${id} is not in the ledger`);
    else if (shard?.phase === 'merged' && shard.digest !== digest && !mayLack) {
      wrong.push(`${id} has digest ${shard.digest}, undisturbed ${digest}`);
    }
  }
  for (const shard of shards) wrong.push(...checkShard(shard, digests, given));
  return wrong;
}

function checkShard(shard, digests, given) {
  const { shard_id: id, phase, digest, bytes, votes, quorum } = shard;
  const wrong = [];
  if (!(id in digests)) wrong.push(`${id} is in the ledger but not in the undisturbed run`);
  if (phase === 'quarantined' && given.some((pattern) => id.includes(pattern))) return wrong;
  if (phase !== 'merged') return [...wrong, `${id} is ${phase}: ${JSON.stringify(shard.failures)}`];
  if (!bytes) wrong.push(`${id} is merged, but its bytes are not there`);
  else if (sha256(bytes) !== digest) wrong.push(`${id}: stored bytes have digest ${sha256(bytes)}, not ${digest}`);
  if (shard.merged_results !== 1) wrong.push(`${id} has ${shard.merged_results} merged results`);
  const voters = new Set(votes.map(({ worker }) => worker));
  if (voters.size !== votes.length) wrong.push(`${id} was counted twice from one worker`);
  if (!shard.reused && voters.size < quorum) wrong.push(`${id} has ${voters.size} votes of ${quorum}`);
  return wrong;
}

function checkEvents({ shards }, { events }, given) {
  if (given.length > 0) return [];
  const merged = shards.filter(({ stage, phase }) => stage === 'simulate' && phase === 'merged');
  const generated = merged.reduce((sum, { work }) => sum + Number(work), 0);
  const stored = merged.reduce((sum, { bytes }) => sum + eventsIn(bytes), 0);
  return [
    ...(generated === events ? [] : [`${generated} events in merged shards, planned ${events}`]),
    ...(stored === events ? [] : [`${stored} events in stored histograms, planned ${events}`]),
  ];
}

/** Events of an encoded histogram: field 3 of field 1 of ShardResult, read by hand. */
function eventsIn(bytes) {
  const inner = fields(bytes ?? []).get(1);
  return Number(inner === undefined ? 0 : (fields(inner).get(3) ?? 0));
}

/** Varints and byte strings of an encoded message, by field number. */
function fields(bytes) {
  const found = new Map();
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes[at++];
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    const wire = tag % 8;
    if (wire === 0) found.set(Math.floor(tag / 8), varint());
    else if (wire === 2) {
      const length = varint();
      found.set(Math.floor(tag / 8), bytes.subarray(at, at + length));
      at += length;
    } else at += wire === 1 ? 8 : 4;
  }
  return found;
}

function checkArtifacts({ artifacts }, results) {
  const wrong = [];
  for (const { path, sha256: digest, content } of artifacts) {
    if (sha256(content) !== digest) wrong.push(`artifact ${path} is not what its digest says`);
  }
  for (const name of FILES) {
    const kept = artifacts.find(({ path }) => path === name);
    if (!kept) wrong.push(`artifact ${name} is missing`);
    else if (!kept.content.equals(readFileSync(join(results, name))))
      wrong.push(`${name} was not served as it is kept`);
  }
  return wrong;
}

function compareFiles(results, reference) {
  return FILES.filter((name) => !readFileSync(join(results, name)).equals(readFileSync(join(reference, name)))).map(
    (name) => `${name} is not that of the undisturbed run`,
  );
}

function countsOf({ shards }, { digests }) {
  const merged = shards.filter(({ phase }) => phase === 'merged');
  return {
    shards: shards.length,
    merged: merged.length,
    quarantined: shards.filter(({ phase }) => phase === 'quarantined').length,
    lost:
      Object.keys(digests).filter((id) => !shards.some(({ shard_id: own }) => own === id)).length +
      shards.filter(({ phase }) => phase === 'pending' || phase === 'leased').length,
    mergedTwice: shards.filter(({ merged_results: count }) => count > 1).length,
    attempts: shards.reduce((sum, { attempt }) => sum + attempt, 0),
    losses: shards.reduce((sum, { losses }) => sum + losses, 0),
  };
}
