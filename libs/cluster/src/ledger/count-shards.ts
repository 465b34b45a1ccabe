import { sql, type Kysely } from 'kysely';
import type { LedgerDatabase } from './ledger-database.js';
import type { LedgerCounts, ShardStage } from './shard-row.js';

/** Counts the shards of a campaign by phase. */
export async function countShards(
  db: Kysely<LedgerDatabase>,
  campaignId: string,
  stage?: ShardStage,
): Promise<LedgerCounts> {
  const { rows } = await sql<LedgerCounts>`select
      count(*) filter (where phase = 'pending') as pending,
      count(*) filter (where phase = 'leased') as leased,
      count(*) filter (where phase = 'merged') as merged,
      count(*) filter (where phase = 'quarantined') as quarantined,
      count(*) filter (where reused) as reused,
      coalesce(sum(work) filter (where phase = 'merged'), 0)::bigint as "workDone",
      coalesce(sum(work), 0)::bigint as "workTotal",
      coalesce(sum(estimated_seconds) filter (where phase in ('pending', 'leased')), 0) as "secondsToGo"
    from shards where campaign_id = ${campaignId} and stage = any (${stages(stage)}::text[])`.execute(db);
  return rows[0]!;
}

function stages(stage: ShardStage | undefined): readonly ShardStage[] {
  return stage === undefined ? ['simulate', 'fit'] : [stage];
}
