import { Kysely, PostgresDialect, sql } from 'kysely';
import { ArtifactStore } from './artifact-store.js';
import { CampaignStore } from './campaign-store.js';
import { LeaseStore } from './lease-store.js';
import { LedgerConnection } from './ledger-connection.js';
import type { LedgerDatabase } from './ledger-database.js';
import { LogStore } from './log-store.js';
import { migrateLedger } from './migrate-ledger.js';
import { openPool } from './open-pool.js';
import { ShardStore } from './shard-store.js';
import { TokenStore } from './token-store.js';
import { WorkerStore } from './worker-store.js';

/** Where the ledger is. */
export interface LedgerOptions {
  /** Connections; 8 unless told. */
  readonly poolSize?: number;
  /** Schema that the tables are in, one of [a-z0-9_]; `darkreach` unless told. */
  readonly schema?: string;
}

const SCHEMA = /^[a-z_][a-z0-9_]{0,62}$/;

/**
 * The truth: everything that must not be lost, in Postgres. Methods wait some seconds for a Postgres that is restarted, and
 * then throw LedgerUnavailableError.
 */
export class Ledger {
  readonly campaigns: CampaignStore;
  readonly shards: ShardStore;
  readonly leases: LeaseStore;
  readonly artifacts: ArtifactStore;
  readonly log: LogStore;
  readonly workers: WorkerStore;
  readonly tokens: TokenStore;
  private readonly connection: LedgerConnection;

  private constructor(
    private readonly db: Kysely<LedgerDatabase>,
    private readonly schema: string,
  ) {
    this.connection = new LedgerConnection(db);
    this.campaigns = new CampaignStore(this.connection);
    this.shards = new ShardStore(this.connection);
    this.leases = new LeaseStore(this.connection);
    this.artifacts = new ArtifactStore(this.connection);
    this.log = new LogStore(this.connection);
    this.workers = new WorkerStore(this.connection);
    this.tokens = new TokenStore(this.connection);
  }

  /** The ledger at `postgres://...`; nothing is asked of it yet. */
  static open(url: string, { poolSize = 8, schema = 'darkreach' }: LedgerOptions = {}): Ledger {
    if (!SCHEMA.test(schema)) throw new RangeError(`schema is '${schema}'; allowed: a name of [a-z0-9_]`);
    const pool = openPool(url, { poolSize, schema });
    return new Ledger(new Kysely({ dialect: new PostgresDialect({ pool }) }), schema);
  }

  /** The same, when it answers; `migrate` comes next. Throws LedgerUnavailableError. */
  static async connect(url: string, options: LedgerOptions = {}): Promise<Ledger> {
    const ledger = Ledger.open(url, options);
    try {
      await ledger.ping();
    } catch (error) {
      await ledger.close();
      throw error;
    }
    return ledger;
  }

  /** Brings the tables to the form of this version. Throws LedgerMigrationError. */
  async migrate(): Promise<void> {
    await migrateLedger(this.db, this.schema);
  }

  /** Number of this incarnation of the coordinator: one more than the last. */
  async openEpoch(): Promise<number> {
    return this.connection.transact(async ({ db }) => {
      const set = { epoch: sql<number>`epoch + 1` };
      const { epoch } = await db.updateTable('meta').set(set).returning('epoch').executeTakeFirstOrThrow();
      return epoch;
    });
  }

  /** One round trip. */
  async ping(): Promise<void> {
    await this.connection.ask((db) => sql`select 1`.execute(db));
  }

  async close(): Promise<void> {
    await this.db.destroy();
  }
}
