import { sql, type Kysely, type Selectable } from 'kysely';
import { addShards } from './add-shards.js';
import { countShards } from './count-shards.js';
import type { LedgerConnection } from './ledger-connection.js';
import type { LedgerDatabase } from './ledger-database.js';
import { quarantineReason } from './quarantine-reason.js';
import type {
  LedgerCounts,
  NewShard,
  PendingShard,
  ShardKey,
  ShardResultRow,
  ShardRow,
  ShardStage,
  ShardTask,
} from './shard-row.js';
import type { ShardPhase } from './shard-state.js';

/** Asks for merged results, in the order of their ordinal. */
export interface ResultQuery {
  readonly campaignId: string;
  readonly stage: ShardStage;
  /** -1 begins. */
  readonly afterOrdinal: number;
  readonly limit: number;
  readonly templateId?: string;
}

/** Asks for shards, by stage (simulate, then fit) and ordinal. */
export interface ShardPage {
  readonly campaignId: string;
  readonly pageSize: number;
  /** The last one of the page before. */
  readonly after?: { readonly stage: ShardStage; readonly ordinal: number };
  readonly phase?: ShardPhase;
}

/** Shards as they are; what changes them is `LeaseStore`. */
export class ShardStore {
  constructor(private readonly connection: LedgerConnection) {}

  /** Writes the shards that are not there yet; those whose result is known are merged at once. Counts what is new. */
  async add(
    campaignId: string,
    rows: readonly NewShard[],
  ): Promise<{ readonly added: number; readonly reused: number }> {
    return addShards(this.connection, campaignId, rows);
  }

  /**
   * Forgets the shards of a stage, not their results: what is built on other results has other shards, in other places.
   * Attempts that are under way become stale.
   */
  async clear(campaignId: string, stage: ShardStage): Promise<void> {
    await this.connection.ask((db) =>
      db.deleteFrom('shards').where('campaign_id', '=', campaignId).where('stage', '=', stage).execute(),
    );
  }

  /** Which of these addresses have a result that may be used again. */
  async knownAddresses(addresses: readonly string[]): Promise<ReadonlySet<string>> {
    const { rows } = await this.connection.ask((db) =>
      sql<{ address: string }>`select distinct address from results
        where address = any (${addresses}::text[]) and merged_at is not null`.execute(db),
    );
    return new Set(rows.map(({ address }) => address));
  }

  /** Of one stage, or of all. */
  async counts(campaignId: string, stage?: ShardStage): Promise<LedgerCounts> {
    return this.connection.ask((db) => countShards(db, campaignId, stage));
  }

  /** Shards that wait for a worker, in the order of their ordinal. */
  async pending(campaignId: string, stage: ShardStage, limit: number): Promise<readonly PendingShard[]> {
    const rows = await this.connection.ask((db) =>
      db
        .selectFrom('shards')
        .select(['shard_id as shardId', 'ordinal', 'estimated_seconds as estimatedSeconds', 'losses', 'votes'])
        .where('campaign_id', '=', campaignId)
        .where('stage', '=', stage)
        .where('phase', '=', sql<'pending'>`'pending'`)
        .orderBy('ordinal')
        .limit(limit)
        .execute(),
    );
    return rows.map(({ votes, ...row }) => ({ ...row, voters: votes.map(({ worker }) => worker) }));
  }

  /** What a shard computes. */
  async task({ campaignId, shardId }: ShardKey): Promise<ShardTask | undefined> {
    return this.connection.ask((db) =>
      db
        .selectFrom('shards')
        .select(['stage', 'address', 'task', 'estimated_seconds as estimatedSeconds'])
        .where('campaign_id', '=', campaignId)
        .where('shard_id', '=', shardId)
        .executeTakeFirst(),
    );
  }

  /** One shard. */
  async get({ campaignId, shardId }: ShardKey): Promise<ShardRow | undefined> {
    const row = await this.connection.ask((db) =>
      select(db).where('campaign_id', '=', campaignId).where('shard_id', '=', shardId).executeTakeFirst(),
    );
    return row && shardOf(row);
  }

  /** Merged results. */
  async results({
    campaignId,
    stage,
    afterOrdinal,
    limit,
    templateId,
  }: ResultQuery): Promise<readonly ShardResultRow[]> {
    return this.connection.ask((db) => {
      const query = db
        .selectFrom('shards as s')
        .innerJoin('results as r', (join) =>
          join.onRef('r.address', '=', 's.address').onRef('r.digest', '=', 's.digest'),
        )
        .select(['s.shard_id as shardId', 's.ordinal', 's.template_id as templateId', 'r.digest', 'r.bytes'])
        .where('s.campaign_id', '=', campaignId)
        .where('s.stage', '=', stage)
        .where('s.phase', '=', 'merged')
        .where('s.ordinal', '>', afterOrdinal)
        .orderBy('s.ordinal')
        .limit(limit);
      return (templateId === undefined ? query : query.where('s.template_id', '=', templateId)).execute();
    });
  }

  /** Shards that were given up, and why. */
  async quarantined(
    campaignId: string,
    stage: ShardStage,
  ): Promise<readonly { readonly shardId: string; readonly failure: string }[]> {
    const rows = await this.connection.ask((db) =>
      select(db)
        .where('campaign_id', '=', campaignId)
        .where('stage', '=', stage)
        .where('phase', '=', 'quarantined')
        .orderBy('ordinal')
        .execute(),
    );
    return rows.map((row) => ({ shardId: row.shard_id, failure: quarantineReason(shardOf(row)) }));
  }

  async list({ campaignId, pageSize, after, phase }: ShardPage): Promise<readonly ShardRow[]> {
    const rows = await this.connection.ask((db) => {
      let query = select(db)
        .where('campaign_id', '=', campaignId)
        .orderBy('stage', 'desc')
        .orderBy('ordinal')
        .limit(pageSize);
      if (phase !== undefined) query = query.where('phase', '=', phase);
      if (after !== undefined) {
        const { stage, ordinal } = after;
        query = query.where((is) =>
          is.or([is('stage', '<', stage), is.and([is('stage', '=', stage), is('ordinal', '>', ordinal)])]),
        );
      }
      return query.execute();
    });
    return rows.map(shardOf);
  }
}

type Stored = Omit<Selectable<LedgerDatabase['shards']>, 'task' | 'epoch' | 'worker' | 'expires_at' | 'updated_at'>;

function select(db: Kysely<LedgerDatabase>) {
  return db
    .selectFrom('shards')
    .select(['campaign_id', 'shard_id', 'stage', 'ordinal', 'template_id', 'address', 'work', 'estimated_seconds'])
    .select(['phase', 'attempt', 'votes', 'failures', 'losses', 'quorum', 'digest', 'reused', 'seconds']);
}

function shardOf(row: Stored): ShardRow {
  return {
    campaignId: row.campaign_id,
    shardId: row.shard_id,
    stage: row.stage,
    ordinal: row.ordinal,
    templateId: row.template_id,
    address: row.address,
    work: row.work,
    estimatedSeconds: row.estimated_seconds,
    phase: row.phase,
    attempt: row.attempt,
    votes: row.votes,
    failures: row.failures,
    losses: row.losses,
    quorum: row.quorum,
    digest: row.digest,
    reused: row.reused,
    seconds: row.seconds,
  };
}
