// Contracts: generated from proto/darkreach/v1.
export {
  Campaign,
  CampaignPlan,
  CampaignProgress,
  CampaignServiceClient,
  CampaignServiceService,
  CampaignStage,
  CampaignState,
  CancelCampaignRequest,
  CreateCampaignRequest,
  DeleteCampaignRequest,
  DeleteCampaignResponse,
  Device,
  GetCampaignRequest,
  LimitPoint,
  LimitStatus,
  ListCampaignsRequest,
  ListCampaignsResponse,
  ListLimitPointsRequest,
  ListLimitPointsResponse,
  ListLogEntriesRequest,
  ListLogEntriesResponse,
  ListShardsRequest,
  ListShardsResponse,
  LogEntry,
  LogSeverity,
  PauseCampaignRequest,
  ResumeCampaignRequest,
  RetryCampaignRequest,
  Shard,
  ShardCounts,
  ShardState,
  WatchCampaignRequest,
  WatchCampaignResponse,
} from './contracts/generated/darkreach/v1/campaign.js';
export {
  Channel,
  ChannelExperiment,
  ChannelServiceClient,
  ChannelServiceService,
  DescribeChannelRequest,
  ListChannelsRequest,
  ListChannelsResponse,
  ModelParameter,
} from './contracts/generated/darkreach/v1/channel.js';
export {
  CreateTokenRequest,
  CreateTokenResponse,
  FleetServiceClient,
  FleetServiceService,
  ListTokensRequest,
  ListTokensResponse,
  ListWorkersRequest,
  ListWorkersResponse,
  RevokeTokenRequest,
  RevokeTokenResponse,
  Role,
  Token,
  Worker,
  WorkerState,
} from './contracts/generated/darkreach/v1/fleet.js';
export {
  DownloadResultRequest,
  DownloadResultResponse,
  GetHistogramRequest,
  Histogram,
  ListResultFilesRequest,
  ListResultFilesResponse,
  ResultFile,
  ResultServiceClient,
  ResultServiceService,
} from './contracts/generated/darkreach/v1/result.js';
export {
  AcquireShardLeasesRequest,
  AcquireShardLeasesResponse,
  DrainWorkerRequest,
  DrainWorkerResponse,
  FailureReason,
  FitTask,
  GetCampaignSpecRequest,
  GetCampaignSpecResponse,
  Lease,
  LeaseAnswer,
  LeaseDirective,
  LeaseRefusal,
  LeaseToken,
  LimitBand,
  PartialHistogram,
  RegisterWorkerRequest,
  RegisterWorkerResponse,
  RenewShardLeasesRequest,
  RenewShardLeasesResponse,
  ReportOutcome,
  ReportShardFailureRequest,
  ReportShardFailureResponse,
  ReportShardResultsRequest,
  ReportShardResultsResponse,
  ResultHeader,
  ScanPoint,
  ShardName,
  ShardResult,
  SimulateTask,
  WorkerDevice,
  WorkerServiceClient,
  WorkerServiceService,
} from './contracts/generated/darkreach/v1/worker.js';
export { Any } from './contracts/generated/google/protobuf/any.js';
export { BadRequest, ErrorInfo, Status as RpcStatus } from './contracts/generated/google/rpc/details.js';
export {
  ClusterError,
  InvalidResultError,
  InvalidTaskError,
  QueueUnavailableError,
  type FieldViolation,
  type StatusName,
} from './errors.js';
// Contracts: converters, checked both ways.
export { API_LIMITS, type ApiLimit } from './contracts/api-limits.js';
export { decodeCampaignSpec, encodeCampaignSpec } from './contracts/campaign-spec.js';
export { decodeLimitBand, encodeLimitBand } from './contracts/limit-band.js';
export { decodePartialHistogram, encodePartialHistogram } from './contracts/partial-histogram.js';
export { decodeShardResult, encodeShardResult, resultDigest, type EncodedResult } from './contracts/shard-result.js';
export {
  decodeFitJob,
  decodeShardJob,
  decodeTask,
  encodeFitJob,
  encodeShardJob,
  encodeTask,
  fitTask,
  jobOfTask,
  shardIdOf,
  simulateTask,
  type Task,
} from './contracts/shard-task.js';
// Queue.
export { queueName, type QueuedShards, type QueueEngine, type ShardReference } from './queue/queue-engine.js';
export { checkRedisPolicy } from './queue/redis-policy.js';
export {
  openShardProcessor,
  type JobOutcome,
  type ShardProcessor,
  type ShardProcessorOptions,
} from './queue/shard-processor.js';
export { openShardQueue, type QueueCounts, type ShardQueue } from './queue/shard-queue.js';
// Embedded Postgres.
export {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from './embedded/embedded-postgres.js';
export { EmbeddedPostgresError } from './embedded/embedded-postgres-error.js';
export { lockFolder } from './embedded/folder-lock.js';
export { freePort } from './embedded/free-port.js';
export { processIdentity } from './embedded/process-identity.js';
// Ledger.
export { CampaignExistsError, LedgerMigrationError, LedgerUnavailableError } from './errors.js';
export { failpoint } from './failpoint.js';
export type { ArtifactRow, NewArtifact } from './ledger/artifact-row.js';
export {
  type CampaignDocument,
  type CampaignPatch,
  type CampaignRow,
  type CampaignStageName,
  type CampaignStatus,
  ENDED_STATUSES,
  LIVE_STATUSES,
  type NewCampaign,
  type StoredPlan,
} from './ledger/campaign-row.js';
export type { CampaignPage } from './ledger/campaign-store.js';
export type {
  NewToken,
  NewWorker,
  TokenRole,
  TokenRow,
  WorkerBeat,
  WorkerRow,
  WorkerStatus,
} from './ledger/fleet-row.js';
export type {
  AcquireAnswer,
  AcquireRequest,
  ExpiredLease,
  FailAnswer,
  FailRequest,
  Refusal,
  RenewAnswer,
  RenewRequest,
  ReportAnswer,
  ReportRequest,
  ShardChange,
  UnconfirmedShard,
} from './ledger/lease-request.js';
export type { Ledger, LedgerOptions } from './ledger/ledger.js';
export { openLedger } from './ledger/open-ledger.js';
export type { LogLevel, LogRow, NewLogEntry } from './ledger/log-row.js';
export type { FencingToken } from './ledger/shard-command.js';
export { quarantineReason } from './ledger/quarantine-reason.js';
export type {
  LedgerCounts,
  NewShard,
  PendingShard,
  ShardKey,
  ShardResultRow,
  ShardRow,
  ShardStage,
  ShardTask,
} from './ledger/shard-row.js';
export type { FailureKind, ShardFailure, ShardPhase, ShardVote } from './ledger/shard-state.js';
export type { ResultQuery, ShardPage } from './ledger/shard-store.js';
// Calls.
export { Batcher } from './batcher.js';
// Client.
export { CallError } from './client/call-error.js';
export {
  connectCluster,
  type ClusterAddress,
  type ClusterConnection,
  type TlsMaterial,
} from './client/connect-cluster.js';
export { DamagedFileError, readResultFile } from './client/read-result-file.js';
export { isLoopback } from './client/server-address.js';
export {
  callMetadata,
  unaryCalls,
  type CallContext,
  type CallSettings,
  type UnaryCalls,
} from './client/unary-calls.js';
export { hasEnded, watchCampaign, type WatchOptions } from './client/watch-campaign.js';
