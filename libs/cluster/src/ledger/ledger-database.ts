import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { CampaignStageName, CampaignStatus, StoredPlan } from './campaign-row.js';
import type { TokenRole, WorkerStatus } from './fleet-row.js';
import type { LogLevel } from './log-row.js';
import type { ShardStage } from './shard-row.js';
import type { ShardFailure, ShardPhase, ShardVote } from './shard-state.js';

/** JSON is read as what it holds and written as text. */
type Json<T> = ColumnType<T, string, string>;

interface MetaTable {
  readonly epoch: number;
}

interface CampaignsTable {
  readonly id: string;
  readonly serial: GeneratedAlways<number>;
  readonly tenant: string;
  readonly request_id: string;
  readonly content_digest: string;
  readonly name: string;
  readonly file_name: string;
  readonly yaml: string;
  readonly resolved: string;
  readonly digest: string;
  readonly device_request: string;
  readonly device_class: string;
  readonly status: CampaignStatus;
  readonly stage: Generated<CampaignStageName>;
  readonly message: Generated<string>;
  readonly plan: ColumnType<StoredPlan | null, string | null, string | null>;
  readonly log_seq: Generated<number>;
  readonly created_at: Generated<Date>;
  readonly updated_at: Generated<Date>;
  readonly ended_at: Date | null;
}

interface ShardsTable {
  readonly campaign_id: string;
  readonly shard_id: string;
  readonly stage: ShardStage;
  readonly ordinal: number;
  readonly template_id: string;
  readonly address: string;
  readonly task: Buffer;
  readonly work: number;
  readonly estimated_seconds: number;
  readonly phase: ShardPhase;
  readonly attempt: number;
  readonly epoch: number | null;
  readonly worker: string | null;
  readonly expires_at: Date | null;
  readonly votes: Json<readonly ShardVote[]>;
  readonly failures: Json<readonly ShardFailure[]>;
  readonly losses: number;
  readonly quorum: 1 | 2;
  readonly digest: string | null;
  readonly reused: boolean;
  readonly seconds: number | null;
  readonly updated_at: Date;
}

interface ResultsTable {
  readonly address: string;
  readonly digest: string;
  readonly bytes: Buffer;
  /** That have found it and are trusted. */
  readonly workers: readonly string[];
  /** When it was last merged; null while it waits for a second vote, or is not trusted any more. */
  readonly merged_at: Date | null;
}

interface ArtifactsTable {
  readonly campaign_id: string;
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
  readonly content: Buffer;
}

interface LogTable {
  readonly campaign_id: string;
  readonly seq: number;
  readonly time: Generated<Date>;
  readonly level: LogLevel;
  readonly message: string;
  readonly shard_id: string;
  readonly worker_id: string;
}

interface WorkersTable {
  readonly id: string;
  readonly display_name: string;
  readonly version: string;
  readonly backend: string;
  readonly adapter: string;
  readonly digest: string;
  readonly threads: number;
  readonly status: Generated<WorkerStatus>;
  readonly events: Generated<number>;
  readonly toys: Generated<number>;
  readonly reported_shards: Generated<number>;
  readonly registered_at: Generated<Date>;
  readonly seen_at: Generated<Date>;
}

interface TokensTable {
  readonly id: string;
  readonly digest: string;
  readonly tenant: string;
  readonly role: TokenRole;
  readonly description: string;
  readonly created_at: Generated<Date>;
}

/** The tables, as the migrations leave them. */
export interface LedgerDatabase {
  readonly meta: MetaTable;
  readonly campaigns: CampaignsTable;
  readonly shards: ShardsTable;
  readonly results: ResultsTable;
  readonly artifacts: ArtifactsTable;
  readonly log: LogTable;
  readonly workers: WorkersTable;
  readonly tokens: TokensTable;
}
