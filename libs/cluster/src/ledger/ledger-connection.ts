import { setTimeout as sleep } from 'node:timers/promises';
import { sql, type Kysely, type Transaction } from 'kysely';
import { LedgerUnavailableError } from '../errors.js';
import type { LedgerDatabase } from './ledger-database.js';
import { postgresFault } from './postgres-fault.js';

/** A transaction that has begun. */
export interface LedgerTransaction {
  readonly db: Transaction<LedgerDatabase>;
  /** Milliseconds since 1970, by the clock of the database: processes disagree about the time. */
  readonly now: number;
}

export interface TransactionSettings {
  /**
   * Answer after the commit is on disk (the default). Without it a crash of Postgres may forget the last instants, but
   * never a part of a transaction.
   */
  readonly durable?: boolean;
}

/** Pauses between attempts: in all about as long as Postgres takes to start anew. */
const PAUSES_MS = [20, 50, 100, 200, 400, 800, 1_600, 3_000, 3_000];

interface Attempt<T> {
  xid?: string;
  /** There when only the commit was left to do. */
  value?: { readonly of: T };
}

/** Asks Postgres, and asks again when a connection is lost or transactions are in each other's way. */
export class LedgerConnection {
  constructor(private readonly db: Kysely<LedgerDatabase>) {}

  /** Statements that may run twice without harm. */
  async ask<T>(query: (db: Kysely<LedgerDatabase>) => Promise<T>): Promise<T> {
    return this.patiently(async () => query(this.db));
  }

  /**
   * Everything or nothing, exactly once: when the connection breaks during the commit, Postgres is asked what became of it.
   * The body may run several times and has no effect but on the transaction.
   */
  async transact<T>(
    body: (transaction: LedgerTransaction) => Promise<T>,
    { durable = true }: TransactionSettings = {},
  ): Promise<T> {
    let last: Attempt<T> = {};
    return this.patiently(async () => {
      if (last.value !== undefined && (await this.wasCommitted(last.xid))) return last.value.of;
      const attempt: Attempt<T> = {};
      last = attempt;
      return this.db.transaction().execute(async (db) => {
        const { xid, now } = await begin(db, durable);
        attempt.xid = xid;
        const value = await body({ db, now });
        attempt.value = { of: value };
        return value;
      });
    });
  }

  private async patiently<T>(action: () => Promise<T>): Promise<T> {
    for (let tries = 0; ; tries++) {
      try {
        return await action();
      } catch (error) {
        const fault = postgresFault(error);
        const pause = PAUSES_MS[tries];
        if (fault !== 'other' && pause !== undefined) await sleep(pause * (0.5 + Math.random()));
        else if (fault === 'connection') throw unavailable(error);
        else throw error;
      }
    }
  }

  private async wasCommitted(xid: string | undefined): Promise<boolean> {
    if (xid === undefined) return false;
    const { rows } = await sql<{ status: string | null }>`select pg_xact_status(${xid}::xid8) as status`.execute(
      this.db,
    );
    const status = rows[0]?.status;
    // Its backend has not yet noticed that nobody listens; `patiently` comes back to it.
    if (status === 'in progress') throw Object.assign(new Error('commit in progress'), { code: '40001' });
    return status === 'committed';
  }
}

async function begin(db: Transaction<LedgerDatabase>, durable: boolean): Promise<{ xid: string; now: number }> {
  const { rows } = await sql<{ xid: string; now: number }>`
    select pg_current_xact_id()::text as xid,
      floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now,
      set_config('synchronous_commit', ${durable ? 'on' : 'off'}, true)`.execute(db);
  return rows[0]!;
}

function unavailable(error: unknown): LedgerUnavailableError {
  const why = error instanceof Error ? error.message || error.name : String(error);
  return new LedgerUnavailableError(`Postgres does not answer: ${why}`, { cause: error });
}
