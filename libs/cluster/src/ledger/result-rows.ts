import { sql, type Kysely } from 'kysely';
import type { LedgerDatabase } from './ledger-database.js';
import type { LockedShard } from './shard-batch.js';

/** A result that counts. */
export interface CountedResult {
  readonly address: string;
  readonly digest: string;
  readonly bytes: Uint8Array;
  readonly worker: string;
  /** It was merged, and may serve later campaigns. */
  readonly merged: boolean;
}

interface StoredResult {
  readonly address: string;
  readonly digest: string;
  readonly bytes: Buffer;
  readonly workers: string[];
  merged: boolean;
}

/** Keeps the bytes of results that count, once for each address and digest. */
export async function keepResults(db: Kysely<LedgerDatabase>, results: readonly CountedResult[]): Promise<void> {
  const rows = new Map<string, StoredResult>();
  for (const { address, digest, bytes, worker, merged } of results) {
    const row = rows.get(address + digest) ?? { address, digest, bytes: asBuffer(bytes), workers: [], merged: false };
    row.workers.push(worker);
    row.merged ||= merged;
    rows.set(address + digest, row);
  }
  if (rows.size === 0) return;
  // Sorted, so that two transactions that keep the same results wait for each other and do not meet crosswise.
  const sorted = [...rows.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  const values = sorted.map(({ merged, ...row }) => ({
    ...row,
    merged_at: merged ? sql<Date>`clock_timestamp()` : null,
  }));
  await db
    .insertInto('results')
    .values(values)
    .onConflict((conflict) =>
      conflict.columns(['address', 'digest']).doUpdateSet({
        workers: sql<
          readonly string[]
        >`(select array_agg(distinct w) from unnest(results.workers || excluded.workers) as w)`,
        merged_at: sql<Date | null>`coalesce(excluded.merged_at, results.merged_at)`,
      }),
    )
    .execute();
}

/** Marks results that were merged without being brought: they may serve later campaigns. */
export async function trustResults(db: Kysely<LedgerDatabase>, changed: readonly LockedShard[]): Promise<void> {
  const merged = changed.filter(({ stored, state }) => stored.phase !== 'merged' && state.phase === 'merged');
  const results = merged.map(({ address, state }) => ({ address, digest: state.digest! }));
  await mark(db, results, sql`clock_timestamp()`);
}

/** Marks results that are merged no more: they are to serve nobody until they are confirmed. */
export async function disputeResults(db: Kysely<LedgerDatabase>, changed: readonly LockedShard[]): Promise<void> {
  const opened = changed.filter(({ stored, state }) => stored.phase === 'merged' && state.phase !== 'merged');
  const results = opened.map(({ address, stored }) => ({ address, digest: stored.digest! }));
  await mark(db, results, sql`null::timestamptz`);
}

/** Forgets that a worker has found anything. What nobody else has found serves no later campaign. */
export async function distrustResults(db: Kysely<LedgerDatabase>, worker: string): Promise<void> {
  await sql`update results set workers = array_remove(workers, ${worker}),
      merged_at = case when workers <@ array[${worker}] then null else merged_at end
    where ${worker} = any (workers)`.execute(db);
}

async function mark(
  db: Kysely<LedgerDatabase>,
  results: readonly { readonly address: string; readonly digest: string }[],
  mergedAt: ReturnType<typeof sql>,
): Promise<void> {
  if (results.length === 0) return;
  await sql`update results r set merged_at = ${mergedAt}
    from unnest(${results.map(({ address }) => address)}::text[], ${results.map(({ digest }) => digest)}::text[])
      as u (address, digest)
    where r.address = u.address and r.digest = u.digest`.execute(db);
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
