import { sql, type Kysely } from 'kysely';
import type { WorkerStatus } from './fleet-row.js';
import type { LedgerDatabase } from './ledger-database.js';

type Statuses = ReadonlyMap<string, WorkerStatus>;

/** Where workers stand; those that are not known are left out. */
export async function readStatuses(db: Kysely<LedgerDatabase>, ids: readonly string[]): Promise<Statuses> {
  const rows = await db
    .selectFrom('workers')
    .select(['id', 'status'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map(({ id, status }) => [id, status]));
}

/** The same, held until the transaction ends: nobody quarantines a worker while its results are merged. */
export async function lockStatuses(db: Kysely<LedgerDatabase>, ids: readonly string[]): Promise<Statuses> {
  const rows = await db
    .selectFrom('workers')
    .select(['id', 'status'])
    .where('id', 'in', [...new Set(ids)])
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  return new Map(rows.map(({ id, status }) => [id, status]));
}

/** Counts reports that were accepted; the rows are locked already. */
export async function countReports(db: Kysely<LedgerDatabase>, workers: readonly string[]): Promise<void> {
  if (workers.length === 0) return;
  await sql`update workers w set reported_shards = w.reported_shards + u.reports
    from (select id, count(*) as reports from unnest(${workers}::text[]) as u (id) group by id) u
    where w.id = u.id`.execute(db);
}
