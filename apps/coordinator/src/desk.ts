import type {
  AcquireShardLeasesRequest,
  AcquireShardLeasesResponse,
  Campaign,
  CreateCampaignRequest,
  CreateTokenRequest,
  CreateTokenResponse,
  GetCampaignSpecRequest,
  GetCampaignSpecResponse,
  Histogram,
  LimitPoint,
  LogEntry,
  RegisterWorkerRequest,
  RegisterWorkerResponse,
  RenewShardLeasesRequest,
  RenewShardLeasesResponse,
  ReportOutcome,
  ReportShardFailureRequest,
  ResultFile,
  ResultHeader,
  Shard,
  ShardState,
  Token,
  Worker,
} from '@darkreach/cluster';
import type { Registry } from 'prom-client';

/** What a credential allows; a worker speaks WorkerService and nothing else. */
export type CallerRole = 'viewer' | 'submitter' | 'operator' | 'worker';

/** Who calls, as the edge has found out. Desks show an operator everything, everybody else only their own tenant. */
export interface Caller {
  readonly tenant: string;
  readonly role: CallerRole;
}

/** A page that is asked for. */
export interface PageRequest {
  /** At most this many; at least 1. */
  readonly size: number;
  /** `next` of the page before, as the desk gave it; absent for the first page. */
  readonly after?: string;
}

/** A page. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Where the next page begins, in words of the desk; absent on the last page. */
  readonly next?: string;
}

/** What has happened to a campaign since the update before. */
export interface WatchUpdate {
  /** The campaign now. One object for all watchers of the same snapshot lets the edge encode it once. */
  readonly campaign: Campaign;
  /** New entries, oldest first; at most 500. The same object for the same entry is encoded once. */
  readonly logEntries: readonly LogEntry[];
  /** Sequence number of the last log entry that this watcher has been given; 0 before the first. */
  readonly position: number;
}

/** A campaign that is being watched. */
export interface Watch {
  /** Ends it; no update comes after. May be called more than once. */
  close(): void;
  /** Resolves when the campaign has ended and its last update was given; rejects when it can be followed no more. */
  readonly done: Promise<void>;
}

/** Campaigns of a cluster. Errors: of errors.ts here and of libs/cluster, CampaignSpecError for a file that is wrong. */
export interface CampaignDesk {
  create(request: CreateCampaignRequest, caller: Caller): Promise<Campaign>;
  get(id: string, caller: Caller): Promise<Campaign>;
  list(page: PageRequest, caller: Caller): Promise<Page<Campaign>>;
  remove(id: string, caller: Caller): Promise<void>;
  pause(id: string, caller: Caller): Promise<Campaign>;
  resume(id: string, caller: Caller): Promise<Campaign>;
  cancel(id: string, caller: Caller): Promise<Campaign>;
  retry(id: string, caller: Caller): Promise<Campaign>;
  /**
   * Gives the campaign as it is and the log behind `after` at once, then what changes. The edge coalesces: the desk may
   * call the listener as often as there is something new.
   */
  watch(id: string, after: number, caller: Caller, listener: (update: WatchUpdate) => void): Promise<Watch>;
  log(id: string, page: PageRequest, caller: Caller): Promise<Page<LogEntry>>;
  limitPoints(id: string, page: PageRequest, caller: Caller): Promise<Page<LimitPoint>>;
  /** Shards in a state; UNSPECIFIED is all. */
  shards(id: string, state: ShardState, page: PageRequest, caller: Caller): Promise<Page<Shard>>;
}

/** What workers ask for. The edge has checked that a worker is calling and that what it says is well formed. */
export interface LeaseDesk {
  register(request: RegisterWorkerRequest): Promise<RegisterWorkerResponse>;
  acquire(request: AcquireShardLeasesRequest): Promise<AcquireShardLeasesResponse>;
  spec(request: GetCampaignSpecRequest): Promise<GetCampaignSpecResponse>;
  renew(request: RenewShardLeasesRequest): Promise<RenewShardLeasesResponse>;
  /** `bytes` have the size and the digest of the header; the answer comes when they are durable. */
  report(header: ResultHeader, bytes: Uint8Array): Promise<ReportOutcome>;
  fail(request: ReportShardFailureRequest): Promise<ReportOutcome>;
  drain(workerId: string): Promise<void>;
}

/** Results of a campaign. */
export interface ResultDesk {
  histogram(campaignId: string, templateId: string, caller: Caller): Promise<Histogram>;
  files(campaignId: string, caller: Caller): Promise<readonly ResultFile[]>;
  file(campaignId: string, path: string, caller: Caller): Promise<Uint8Array>;
}

/** Workers and tokens; asked by operators only. */
export interface FleetDesk {
  workers(): Promise<readonly Worker[]>;
  createToken(request: CreateTokenRequest): Promise<CreateTokenResponse>;
  listTokens(): Promise<readonly Token[]>;
  revokeToken(tokenId: string): Promise<void>;
}

/** Tokens as the ledger keeps them. */
export interface TokenStore {
  /** The owner of the token whose secret has this SHA-256, in hexadecimal. */
  findToken(digest: string): Promise<Caller | undefined>;
}

/** Something without which the coordinator is not ready. */
export interface ReadinessCheck {
  /** e.g. `ledger`. */
  readonly name: string;
  /** What is missing, for people; undefined when all is well. */
  check(): Promise<string | undefined>;
}

/** What the engine counts. */
export interface MetricsSource {
  /** Adds its metrics, named `darkreach_*`; values are taken in `collect` of each. Called once. */
  register(registry: Registry): void;
}

/**
 * Everything behind the edge, as `createEngine(config)` of engine/engine.ts makes it. That does not wait for ledger or
 * queue: what is missing is said by the checks, and asked of the desks it is UNAVAILABLE.
 */
export interface Engine {
  readonly campaigns: CampaignDesk;
  readonly leases: LeaseDesk;
  readonly results: ResultDesk;
  readonly fleet: FleetDesk;
  readonly tokens: TokenStore;
  readonly checks: readonly ReadinessCheck[];
  readonly metrics: MetricsSource;
  /** Called after the edge has answered its last call. */
  stop(): Promise<void>;
}

/** Tokens of Nest's injector. */
export const CAMPAIGN_DESK = Symbol('CampaignDesk');
export const LEASE_DESK = Symbol('LeaseDesk');
export const RESULT_DESK = Symbol('ResultDesk');
export const FLEET_DESK = Symbol('FleetDesk');
