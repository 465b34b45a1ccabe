import type {
  AcquireOutcome,
  FailOutcome,
  FencingToken,
  RenewOutcome,
  ReportOutcome,
  Transition,
} from './shard-command.js';
import type { ShardKey, ShardStage, ShardTask } from './shard-row.js';
import type { FailureKind } from './shard-state.js';

/** Asks for a lease of one shard. */
export interface AcquireRequest extends ShardKey {
  readonly worker: string;
  readonly epoch: number;
  readonly leaseMs: number;
  /** Ids of the workers that could take it now. */
  readonly fleet: readonly string[];
}

/** Why there is no lease. */
export type Refusal = Exclude<AcquireOutcome, 'leased'> | 'paused' | 'worker-excluded';

/** A lease with what is to be computed, or why there is none. */
export type AcquireAnswer =
  | (ShardTask & { readonly kind: 'lease'; readonly token: FencingToken })
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** Keeps one lease. */
export interface RenewRequest extends ShardKey {
  readonly worker: string;
  readonly token: FencingToken;
  readonly leaseMs: number;
}

/** What the holder is to do. */
export type RenewAnswer = RenewOutcome;

/** Brings the result of one shard. */
export interface ReportRequest extends ShardKey {
  readonly worker: string;
  readonly token: FencingToken;
  /** SHA-256 of the bytes; they have been checked against it. */
  readonly digest: string;
  readonly bytes: Uint8Array;
  /** That it took. */
  readonly seconds: number;
}

/**
 * What became of a report. A shard that was merged and is not any more (`before` merged, `after` pending) has to be done
 * again: two workers contradict each other, and a third decides.
 */
export interface ReportAnswer extends Transition {
  readonly outcome: ReportOutcome;
  /** Workers whose results are wrong: to be quarantined by `invalidate`. */
  readonly losers: readonly string[];
}

/** Says that one attempt failed. */
export interface FailRequest extends ShardKey {
  readonly worker: string;
  readonly token: FencingToken;
  readonly reason: FailureKind;
  readonly message: string;
}

/** What became of a failure. */
export interface FailAnswer extends Transition {
  readonly outcome: FailOutcome;
}

/** A shard whose phase changed by something that no worker asked for. */
export interface ShardChange extends ShardKey, Transition {
  readonly stage: ShardStage;
}

/** A lease that ran out. */
export interface ExpiredLease extends ShardChange {
  readonly worker: string;
}

/** A shard with a result that waits for another worker to confirm it. */
export interface UnconfirmedShard extends ShardKey {
  readonly voters: readonly string[];
  /** Workers on which it failed. */
  readonly failed: readonly string[];
}
