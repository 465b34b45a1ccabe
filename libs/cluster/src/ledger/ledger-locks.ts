import { sql, type Kysely } from 'kysely';
import type { LedgerDatabase } from './ledger-database.js';

const CREATION = 0x6461726b;
const REUSE = 0x6461726c;

/** Campaigns are created one after the other, so that their serials are in the order in which they can be seen. */
export async function lockForCreation(db: Kysely<LedgerDatabase>): Promise<void> {
  await sql`select pg_advisory_xact_lock(${CREATION})`.execute(db);
}

/** Nobody takes a result from a campaign while it is deleted. */
export async function lockForDeletion(db: Kysely<LedgerDatabase>): Promise<void> {
  await sql`select pg_advisory_xact_lock(${REUSE})`.execute(db);
}

/** The other side of `lockForDeletion`; shards are added by many at the same time. */
export async function lockForReuse(db: Kysely<LedgerDatabase>): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${REUSE})`.execute(db);
}
