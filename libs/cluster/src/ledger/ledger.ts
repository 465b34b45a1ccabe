import type { ArtifactRow, NewArtifact } from './artifact-row.js';
import type { CampaignPatch, CampaignRow, CampaignStatus, NewCampaign } from './campaign-row.js';
import type { NewToken, NewWorker, TokenRow, WorkerBeat, WorkerRow, WorkerStatus } from './fleet-row.js';
import type {
  AcquireAnswer,
  AcquireRequest,
  ExpiredLease,
  FailAnswer,
  FailRequest,
  RenewAnswer,
  RenewRequest,
  ReportAnswer,
  ReportRequest,
  ShardChange,
  UnconfirmedShard,
} from './lease-request.js';
import type { LogRow, NewLogEntry } from './log-row.js';
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

export interface LedgerOptions {
  /** Connections; 8 unless told. */
  readonly poolSize?: number;
  /** Schema that the tables are in; `darkreach` unless told. */
  readonly schema?: string;
}

/** The truth: everything that must not be lost, in Postgres. */
export declare class Ledger {
  static connect(url: string, options?: LedgerOptions): Promise<Ledger>;
  readonly campaigns: CampaignStore;
  readonly shards: ShardStore;
  readonly leases: LeaseStore;
  readonly artifacts: ArtifactStore;
  readonly log: LogStore;
  readonly workers: WorkerStore;
  readonly tokens: TokenStore;
  migrate(): Promise<void>;
  openEpoch(): Promise<number>;
  /** One round trip; throws LedgerUnavailableError. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export declare class CampaignStore {
  create(row: NewCampaign): Promise<{ campaign: CampaignRow; created: boolean }>;
  get(id: string): Promise<CampaignRow | undefined>;
  /** Newest first; `after` is the serial of the last one of the page before. */
  list(page: { tenant?: string; pageSize: number; after?: number }): Promise<readonly CampaignRow[]>;
  live(): Promise<readonly CampaignRow[]>;
  /** Undefined: it was in no allowed status, or is not there. Throws CampaignExistsError. */
  update(id: string, patch: CampaignPatch, from?: readonly CampaignStatus[]): Promise<CampaignRow | undefined>;
  /** False: it was not there. */
  delete(id: string): Promise<boolean>;
}

export declare class ShardStore {
  add(campaignId: string, rows: readonly NewShard[]): Promise<{ added: number; reused: number }>;
  knownAddresses(addresses: readonly string[]): Promise<Set<string>>;
  counts(campaignId: string, stage?: ShardStage): Promise<LedgerCounts>;
  pending(campaignId: string, stage: ShardStage, limit: number): Promise<readonly PendingShard[]>;
  task(key: ShardKey): Promise<ShardTask | undefined>;
  results(query: {
    campaignId: string;
    stage: ShardStage;
    afterOrdinal: number;
    limit: number;
    templateId?: string;
  }): Promise<readonly ShardResultRow[]>;
  quarantined(campaignId: string, stage: ShardStage): Promise<readonly { shardId: string; failure: string }[]>;
  /** By stage (simulate, then fit) and ordinal. */
  list(page: {
    campaignId: string;
    pageSize: number;
    after?: { stage: ShardStage; ordinal: number };
    phase?: ShardPhase;
  }): Promise<readonly ShardRow[]>;
}

export declare class LeaseStore {
  acquire(requests: readonly AcquireRequest[]): Promise<readonly AcquireAnswer[]>;
  renew(requests: readonly RenewRequest[]): Promise<readonly RenewAnswer[]>;
  report(requests: readonly ReportRequest[]): Promise<readonly ReportAnswer[]>;
  fail(requests: readonly FailRequest[]): Promise<readonly FailAnswer[]>;
  expire(limit: number): Promise<readonly ExpiredLease[]>;
  /** Gives every lease another term: a coordinator that starts was not there to renew them. */
  extendAll(leaseMs: number): Promise<number>;
  awaitingConfirmation(olderThanSeconds: number, limit: number): Promise<readonly UnconfirmedShard[]>;
  waive(keys: readonly ShardKey[]): Promise<readonly ShardChange[]>;
  /** Quarantines the worker, and forgets its results in campaigns that have not ended. */
  invalidate(worker: string): Promise<readonly ShardChange[]>;
  retryQuarantined(campaignId: string): Promise<number>;
}

export declare class ArtifactStore {
  put(campaignId: string, files: readonly NewArtifact[]): Promise<void>;
  list(campaignId: string): Promise<readonly ArtifactRow[]>;
  content(campaignId: string, path: string): Promise<Uint8Array | undefined>;
}

export declare class LogStore {
  append(campaignId: string, entries: readonly NewLogEntry[]): Promise<readonly LogRow[]>;
  after(campaignId: string, seq: number, limit: number): Promise<readonly LogRow[]>;
}

export declare class WorkerStore {
  upsert(row: NewWorker): Promise<WorkerRow>;
  get(id: string): Promise<WorkerRow | undefined>;
  list(): Promise<readonly WorkerRow[]>;
  /** Status of each worker that is known. */
  touch(beats: readonly WorkerBeat[]): Promise<ReadonlyMap<string, WorkerStatus>>;
  setStatus(id: string, status: WorkerStatus): Promise<boolean>;
  /** Forgets workers that hold nothing and were not seen for so long. */
  prune(silentSeconds: number): Promise<number>;
}

export declare class TokenStore {
  create(row: NewToken): Promise<TokenRow>;
  find(digest: string): Promise<TokenRow | undefined>;
  list(): Promise<readonly TokenRow[]>;
  revoke(id: string): Promise<boolean>;
}
