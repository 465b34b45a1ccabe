/** Where a shard stands. */
export type ShardPhase = 'pending' | 'leased' | 'merged' | 'quarantined';

/** Why an attempt ended without a result. `given-back` is no failure: the worker had to go. */
export type FailureKind = 'crashed' | 'timed-out' | 'invalid-result' | 'given-back' | 'other-formulas';

/** A result that a worker has found, by the SHA-256 of its bytes. */
export interface ShardVote {
  readonly worker: string;
  readonly digest: string;
}

/** An attempt that failed. */
export interface ShardFailure {
  readonly worker: string;
  readonly reason: FailureKind;
  readonly message: string;
}

/** The right of one worker to compute a shard for a while. Attempt, epoch and worker together are its fencing token. */
export interface ShardLease {
  readonly worker: string;
  /** Incarnation of the coordinator that gave it. */
  readonly epoch: number;
  /** Milliseconds since 1970, by the clock of the database. */
  readonly expiresAt: number;
}

/**
 * All that decides what may happen to a shard next. A lease that has expired stays until somebody else gets the shard, so
 * that a late result still counts; it is gone once its attempt was reported or failed.
 */
export interface ShardState {
  readonly phase: ShardPhase;
  /** How often the shard was handed out. */
  readonly attempt: number;
  readonly lease?: ShardLease;
  readonly votes: readonly ShardVote[];
  readonly failures: readonly ShardFailure[];
  /** Leases that ran out. */
  readonly losses: number;
  /** Workers that have to find the same result. */
  readonly quorum: 1 | 2;
  /** Result that was merged. */
  readonly digest?: string;
}

/** Failures after which a shard is given up. */
export const FAILURES_BEFORE_QUARANTINE = 3;

/**
 * Lost leases after which a shard is given up: it kills the processes that compute it. More than failures, because leases
 * are lost as well when machines are taken away.
 */
export const LOSSES_BEFORE_QUARANTINE = 8;

/** Results without two equal ones after which a shard is given up. */
export const VOTES_BEFORE_QUARANTINE = 5;

/** A shard that nobody has had yet. */
export function newShardState(quorum: 1 | 2): ShardState {
  return { phase: 'pending', attempt: 0, votes: [], failures: [], losses: 0, quorum };
}
