import { sql, type Kysely, type Selectable } from 'kysely';
import type { NewWorker, WorkerBeat, WorkerRow, WorkerStatus } from './fleet-row.js';
import type { LedgerConnection } from './ledger-connection.js';
import type { LedgerDatabase } from './ledger-database.js';
import { storedText } from './stored-text.js';

type Stored = Selectable<LedgerDatabase['workers']> & {
  readonly leased_shards: number;
  readonly silent_seconds: number;
};

/** Workers, alive or not. */
export class WorkerStore {
  constructor(private readonly connection: LedgerConnection) {}

  /** Keeps what a worker says of itself. Its status stays: nobody leaves quarantine by registering anew. */
  async upsert(worker: NewWorker): Promise<WorkerRow> {
    const said = {
      display_name: storedText(worker.displayName),
      version: storedText(worker.version),
      backend: storedText(worker.backend),
      adapter: storedText(worker.adapter),
      digest: storedText(worker.digest),
      threads: worker.threads,
    };
    return this.connection.transact(async ({ db }) => {
      await db
        .insertInto('workers')
        .values({ id: worker.id, ...said })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ ...said, seen_at: sql<Date>`clock_timestamp()` }))
        .execute();
      return workerOf(await select(db).where('w.id', '=', worker.id).executeTakeFirstOrThrow());
    });
  }

  async get(id: string): Promise<WorkerRow | undefined> {
    const row = await this.connection.ask((db) => select(db).where('w.id', '=', id).executeTakeFirst());
    return row && workerOf(row);
  }

  /** The one that was heard of last first. */
  async list(): Promise<readonly WorkerRow[]> {
    const rows = await this.connection.ask((db) => select(db).orderBy('w.seen_at', 'desc').orderBy('w.id').execute());
    return rows.map(workerOf);
  }

  /**
   * Takes heartbeats; returns the status of each worker that is known. Not durable at once: the next one comes soon, and
   * counters only grow.
   */
  async touch(beats: readonly WorkerBeat[]): Promise<ReadonlyMap<string, WorkerStatus>> {
    const last = [...new Map(beats.map((beat) => [beat.id, beat])).values()];
    if (last.length === 0) return new Map();
    return this.connection.transact(
      async ({ db }) => {
        // In the order in which reports lock them.
        await sql`select from workers where id = any (${last.map(({ id }) => id)}::text[])
          order by id for no key update`.execute(db);
        const { rows } = await sql<{ id: string; status: WorkerStatus }>`
          update workers w set seen_at = clock_timestamp(), events = greatest(w.events, u.events),
            toys = greatest(w.toys, u.toys)
          from unnest(${last.map(({ id }) => id)}::text[], ${last.map(({ events }) => events)}::bigint[],
            ${last.map(({ toys }) => toys)}::bigint[]) as u (id, events, toys)
          where w.id = u.id returning w.id, w.status`.execute(db);
        return new Map(rows.map(({ id, status }) => [id, status]));
      },
      { durable: false },
    );
  }

  /** False: it is not known, or in quarantine. */
  async setStatus(id: string, status: WorkerStatus): Promise<boolean> {
    const { numUpdatedRows } = await this.connection.ask((db) =>
      db
        .updateTable('workers')
        .set({ status })
        .where('id', '=', id)
        // Quarantine is for good: a worker that ends because of it says that it drains.
        .where('status', '<>', 'quarantined')
        .executeTakeFirst(),
    );
    return numUpdatedRows > 0n;
  }

  /** Forgets workers that were not heard of for so long and hold nothing; those in quarantine stay. */
  async prune(silentSeconds: number): Promise<number> {
    const { numAffectedRows } = await this.connection.ask((db) =>
      sql`delete from workers w where w.status <> 'quarantined'
        and w.seen_at < clock_timestamp() - make_interval(secs => ${silentSeconds})
        and not exists (select from shards s where s.phase = 'leased' and s.worker = w.id)`.execute(db),
    );
    return Number(numAffectedRows ?? 0n);
  }
}

function select(db: Kysely<LedgerDatabase>) {
  return db
    .selectFrom('workers as w')
    .selectAll('w')
    .select([
      sql<number>`(select count(*) from shards s where s.phase = 'leased' and s.worker = w.id)`.as('leased_shards'),
      sql<number>`extract(epoch from clock_timestamp() - w.seen_at)::double precision`.as('silent_seconds'),
    ]);
}

function workerOf(row: Stored): WorkerRow {
  return {
    id: row.id,
    displayName: row.display_name,
    version: row.version,
    backend: row.backend,
    adapter: row.adapter,
    digest: row.digest,
    threads: row.threads,
    status: row.status,
    events: row.events,
    toys: row.toys,
    reportedShards: row.reported_shards,
    leasedShards: row.leased_shards,
    registeredAt: row.registered_at,
    seenAt: row.seen_at,
    silentSeconds: row.silent_seconds,
  };
}
