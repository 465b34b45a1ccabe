import { sql } from 'kysely';
import type { LedgerConnection } from './ledger-connection.js';
import { lockForReuse } from './ledger-locks.js';
import type { NewShard } from './shard-row.js';

const CHUNK_ROWS = 1_000;
const CHUNK_BYTES = 4 << 20;

/** What was written. */
interface Added {
  readonly added: number;
  readonly reused: number;
}

/** Writes shards in transactions of bounded size; what is there already is left as it is. */
export async function addShards(
  connection: LedgerConnection,
  campaignId: string,
  rows: readonly NewShard[],
): Promise<Added> {
  let total: Added = { added: 0, reused: 0 };
  for (const chunk of chunks(rows)) {
    const { added, reused } = await addChunk(connection, campaignId, chunk);
    total = { added: total.added + added, reused: total.reused + reused };
  }
  return total;
}

async function addChunk(connection: LedgerConnection, campaignId: string, chunk: readonly NewShard[]): Promise<Added> {
  const column = <T>(of: (row: NewShard) => T): readonly T[] => chunk.map(of);
  return connection.transact(async ({ db }) => {
    await lockForReuse(db);
    const { rows } = await sql<{ reused: boolean }>`
      with known as (
        select distinct on (address) address, digest, workers from results
        where address = any (${column(({ address }) => address)}::text[]) and merged_at is not null
        order by address, merged_at desc
      )
      insert into shards (campaign_id, shard_id, stage, ordinal, template_id, address, task, work, estimated_seconds,
        quorum, phase, digest, reused, votes)
      select ${campaignId}, u.shard_id, u.stage, u.ordinal, u.template_id, u.address, u.task, u.work,
        u.estimated_seconds, u.quorum,
        case when k.digest is null then 'pending' else 'merged' end, k.digest, k.digest is not null,
        coalesce((
          select jsonb_agg(jsonb_build_object('worker', w, 'digest', k.digest)) from unnest(k.workers) as w
        ), '[]')
      from unnest(
        ${column(({ shardId }) => shardId)}::text[],
        ${column(({ stage }) => stage)}::text[],
        ${column(({ ordinal }) => ordinal)}::integer[],
        ${column(({ templateId }) => templateId)}::text[],
        ${column(({ address }) => address)}::text[],
        ${column(({ task }) => task)}::bytea[],
        ${column(({ work }) => work)}::bigint[],
        ${column(({ estimatedSeconds }) => estimatedSeconds)}::double precision[],
        ${column(({ quorum }) => quorum)}::smallint[]
      ) as u (shard_id, stage, ordinal, template_id, address, task, work, estimated_seconds, quorum)
      left join known k using (address)
      on conflict (campaign_id, shard_id) do nothing
      returning reused`.execute(db);
    return { added: rows.length, reused: rows.filter(({ reused }) => reused).length };
  });
}

function* chunks(rows: readonly NewShard[]): Generator<readonly NewShard[]> {
  let chunk: NewShard[] = [];
  let bytes = 0;
  for (const row of rows) {
    if (chunk.length > 0 && (chunk.length >= CHUNK_ROWS || bytes + row.task.byteLength > CHUNK_BYTES)) {
      yield chunk;
      chunk = [];
      bytes = 0;
    }
    chunk.push(row);
    bytes += row.task.byteLength;
  }
  if (chunk.length > 0) yield chunk;
}
