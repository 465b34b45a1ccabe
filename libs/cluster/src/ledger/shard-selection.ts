import { sql, type Kysely } from 'kysely';
import type { UnconfirmedShard } from './lease-request.js';
import type { LedgerDatabase } from './ledger-database.js';
import type { ShardKey } from './shard-row.js';

type Db = Kysely<LedgerDatabase>;

const KEY = ['campaign_id as campaignId', 'shard_id as shardId'] as const;

/** Shards whose lease has run out. What is renewed in between is told apart by the reducer, as everywhere here. */
export async function expiredKeys(db: Db, limit: number): Promise<readonly ShardKey[]> {
  return db
    .selectFrom('shards')
    .select(KEY)
    .where('phase', '=', 'leased')
    .where('expires_at', '<=', sql<Date>`clock_timestamp()`)
    .orderBy('expires_at')
    .limit(limit)
    .execute();
}

/** Every shard that is leased. */
export async function leasedKeys(db: Db): Promise<readonly ShardKey[]> {
  return db.selectFrom('shards').select(KEY).where('phase', '=', 'leased').execute();
}

/** Shards of a campaign that were given up. */
export async function quarantinedKeys(db: Db, campaignId: string): Promise<readonly ShardKey[]> {
  return db
    .selectFrom('shards')
    .select(KEY)
    .where('campaign_id', '=', campaignId)
    .where('phase', '=', 'quarantined')
    .execute();
}

/** Shards of campaigns that have not ended, which a worker holds or has found a result for. */
export async function touchedKeys(db: Db, worker: string): Promise<readonly ShardKey[]> {
  const { rows } = await sql<ShardKey>`
    select s.campaign_id as "campaignId", s.shard_id as "shardId" from shards s join campaigns c on c.id = s.campaign_id
    where c.status in ('waiting', 'running', 'paused')
      and (s.worker = ${worker} or s.votes @> ${JSON.stringify([{ worker }])}::jsonb)`.execute(db);
  return rows;
}

/** Shards of running campaigns that wait for somebody to confirm a result, and have not changed for so long. */
export async function unconfirmedShards(db: Db, seconds: number, limit: number): Promise<readonly UnconfirmedShard[]> {
  const { rows } = await sql<UnconfirmedShard>`
    select s.campaign_id as "campaignId", s.shard_id as "shardId",
      (select array_agg(v ->> 'worker') from jsonb_array_elements(s.votes) v) as voters,
      (select coalesce(array_agg(f ->> 'worker'), '{}') from jsonb_array_elements(s.failures) f) as failed
    from shards s join campaigns c on c.id = s.campaign_id
    where c.status = 'running' and s.phase = 'pending' and s.votes <> '[]'
      and s.updated_at <= clock_timestamp() - make_interval(secs => ${seconds})
    order by s.updated_at limit ${limit}`.execute(db);
  return rows;
}
