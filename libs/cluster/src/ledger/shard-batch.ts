import { sql, type Kysely } from 'kysely';
import type { CampaignStatus } from './campaign-row.js';
import type { LedgerDatabase } from './ledger-database.js';
import type { Reduction, ShardCommand, ShardCommandKind } from './shard-command.js';
import { reduceShard } from './shard-reducer.js';
import type { ShardKey, ShardStage } from './shard-row.js';
import type { ShardFailure, ShardPhase, ShardState, ShardVote } from './shard-state.js';

/** A shard whose row is locked until the transaction ends. */
export interface LockedShard extends ShardKey {
  readonly stage: ShardStage;
  readonly address: string;
  /** Empty unless asked for. */
  readonly task: Buffer;
  readonly estimatedSeconds: number;
  readonly campaignStatus: CampaignStatus;
  /** As it was read. */
  readonly stored: ShardState;
  /** As the commands of this batch left it. */
  state: ShardState;
  /** That the merged result took. */
  seconds: number | null;
}

interface LockedRow {
  readonly campaign_id: string;
  readonly shard_id: string;
  readonly stage: ShardStage;
  readonly address: string;
  readonly task: Buffer;
  readonly estimated_seconds: number;
  readonly phase: ShardPhase;
  readonly attempt: number;
  readonly epoch: number | null;
  readonly worker: string | null;
  readonly expires_ms: number | null;
  readonly votes: readonly ShardVote[];
  readonly failures: readonly ShardFailure[];
  readonly losses: number;
  readonly quorum: 1 | 2;
  readonly digest: string | null;
  readonly status: CampaignStatus;
}

/** Shards that go through the reducer together: locked in the order of their keys, changed in memory, written at once. */
export class ShardBatch {
  private constructor(
    private readonly db: Kysely<LedgerDatabase>,
    private readonly shards: ReadonlyMap<string, LockedShard>,
  ) {}

  static async lock(
    db: Kysely<LedgerDatabase>,
    keys: readonly ShardKey[],
    { tasks = false }: { readonly tasks?: boolean } = {},
  ): Promise<ShardBatch> {
    const task = tasks ? sql.ref('s.task') : sql`''::bytea`;
    const { rows } = await sql<LockedRow>`
      select s.campaign_id, s.shard_id, s.stage, s.address, ${task} as task, s.estimated_seconds, s.phase, s.attempt, s.epoch, s.worker,
        round(extract(epoch from s.expires_at) * 1000)::bigint as expires_ms,
        s.votes, s.failures, s.losses, s.quorum, s.digest, c.status
      from (select distinct * from unnest(
        ${keys.map(({ campaignId }) => campaignId)}::text[], ${keys.map(({ shardId }) => shardId)}::text[]
      ) as k (campaign_id, shard_id)) k
      join shards s using (campaign_id, shard_id)
      join campaigns c on c.id = s.campaign_id
      order by s.campaign_id, s.shard_id
      for no key update of s`.execute(db);
    return new ShardBatch(db, new Map(rows.map((row) => [nameOf(shardKey(row)), lockedShard(row)])));
  }

  /** Undefined: there is no such shard. */
  find(key: ShardKey): LockedShard | undefined {
    return this.shards.get(nameOf(key));
  }

  all(): readonly LockedShard[] {
    return [...this.shards.values()];
  }

  /** The shards that are not as they were. */
  changed(): readonly LockedShard[] {
    return this.all().filter(({ stored, state }) => stored !== state);
  }

  async save(): Promise<void> {
    const shards = this.changed();
    if (shards.length === 0) return;
    const column = <T>(of: (shard: LockedShard) => T): readonly T[] => shards.map(of);
    await sql`
      update shards s set phase = u.phase, attempt = u.attempt, epoch = u.epoch, worker = u.worker,
        expires_at = to_timestamp(u.expires_ms / 1000.0), votes = u.votes::jsonb, failures = u.failures::jsonb,
        losses = u.losses, quorum = u.quorum, digest = u.digest,
        reused = s.reused and u.phase = 'merged',
        seconds = case when u.phase = 'merged' then coalesce(u.seconds, s.seconds) end,
        updated_at = clock_timestamp()
      from unnest(
        ${column((shard) => shard.campaignId)}::text[],
        ${column((shard) => shard.shardId)}::text[],
        ${column(({ state }) => state.phase)}::text[],
        ${column(({ state }) => state.attempt)}::integer[],
        ${column(({ state }) => state.lease?.epoch ?? null)}::integer[],
        ${column(({ state }) => state.lease?.worker ?? null)}::text[],
        ${column(({ state }) => state.lease?.expiresAt ?? null)}::bigint[],
        ${column(({ state }) => JSON.stringify(state.votes))}::text[],
        ${column(({ state }) => JSON.stringify(state.failures))}::text[],
        ${column(({ state }) => state.losses)}::integer[],
        ${column(({ state }) => state.quorum)}::smallint[],
        ${column(({ state }) => state.digest ?? null)}::text[],
        ${column(({ seconds }) => seconds)}::double precision[]
      ) as u (campaign_id, shard_id, phase, attempt, epoch, worker, expires_ms, votes, failures, losses, quorum, digest,
        seconds)
      where s.campaign_id = u.campaign_id and s.shard_id = u.shard_id`.execute(this.db);
  }
}

/** Puts a command to a locked shard. */
export function applyCommand<Kind extends ShardCommandKind>(
  shard: LockedShard,
  command: ShardCommand<Kind>,
): Reduction<Kind> & { readonly before: ShardPhase; readonly after: ShardPhase } {
  const before = shard.state.phase;
  const reduction = reduceShard(shard.state, command);
  shard.state = reduction.state;
  return { ...reduction, before, after: reduction.state.phase };
}

function lockedShard(row: LockedRow): LockedShard {
  const { epoch, worker, expires_ms: expiresAt } = row;
  const lease = epoch === null || worker === null || expiresAt === null ? {} : { lease: { worker, epoch, expiresAt } };
  const { phase, attempt, votes, failures, losses, quorum } = row;
  const digest = row.digest === null ? {} : { digest: row.digest };
  const stored: ShardState = { phase, attempt, ...lease, votes, failures, losses, quorum, ...digest };
  return {
    ...shardKey(row),
    stage: row.stage,
    address: row.address,
    task: row.task,
    estimatedSeconds: row.estimated_seconds,
    campaignStatus: row.status,
    stored,
    state: stored,
    seconds: null,
  };
}

function shardKey(row: { readonly campaign_id: string; readonly shard_id: string }): ShardKey {
  return { campaignId: row.campaign_id, shardId: row.shard_id };
}

function nameOf({ campaignId, shardId }: ShardKey): string {
  return `${campaignId}\n${shardId}`;
}
