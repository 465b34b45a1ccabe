import { Migrator, sql, type Kysely } from 'kysely';
import { LedgerMigrationError, LedgerUnavailableError } from '../errors.js';
import type { LedgerDatabase } from './ledger-database.js';
import { LEDGER_MIGRATIONS } from './migrations/ledger-migrations.js';
import { postgresFault } from './postgres-fault.js';

/** Brings the tables to the form of this version; of several that try at the same time one does it. */
export async function migrateLedger(db: Kysely<LedgerDatabase>, schema: string): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => LEDGER_MIGRATIONS },
    migrationTableSchema: schema,
    migrationTableName: 'migrations',
    migrationLockTableName: 'migrations_lock',
  });
  await createSchema(db, schema);
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const why = error instanceof Error ? error.message : 'it is not known why';
  if (postgresFault(error) === 'connection') {
    throw new LedgerUnavailableError(`Postgres does not answer: ${why}`, { cause: error });
  }
  const known = Object.keys(LEDGER_MIGRATIONS).join(', ');
  throw new LedgerMigrationError(`schema ${schema} cannot be migrated: ${why}; this version knows ${known}`, {
    cause: error,
  });
}

async function createSchema(db: Kysely<LedgerDatabase>, schema: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    // `if not exists` alone fails when two create it at the same time.
    await sql`select pg_advisory_xact_lock(hashtext(${schema}))`.execute(transaction);
    await sql`create schema if not exists ${sql.id(schema)}`.execute(transaction);
  });
}
