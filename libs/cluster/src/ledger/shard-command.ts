import type { FailureKind, ShardPhase, ShardState } from './shard-state.js';

/** What fences an attempt against those before it; the worker that sends it is part of it. */
export interface FencingToken {
  readonly attempt: number;
  readonly epoch: number;
}

/** Asks for a lease. */
export interface AcquireCommand {
  readonly kind: 'acquire';
  readonly worker: string;
  readonly epoch: number;
  readonly now: number;
  readonly leaseMs: number;
  /** Workers that are there and could take the shard; with or without this one. */
  readonly fleet: readonly string[];
}

/** Keeps a lease. */
export interface RenewCommand {
  readonly kind: 'renew';
  readonly worker: string;
  readonly token: FencingToken;
  readonly now: number;
  readonly leaseMs: number;
}

/** Brings a result. */
export interface ReportCommand {
  readonly kind: 'report';
  readonly worker: string;
  readonly token: FencingToken;
  readonly digest: string;
}

/** Says that an attempt failed, or gives the shard back. */
export interface FailCommand {
  readonly kind: 'fail';
  readonly worker: string;
  readonly token: FencingToken;
  readonly reason: FailureKind;
  readonly message: string;
}

/** Everything that can be asked of a shard; times in milliseconds since 1970. */
export type ShardCommand =
  | AcquireCommand
  | RenewCommand
  | ReportCommand
  | FailCommand
  /** Takes the shard from a worker that has not renewed in time. */
  | { readonly kind: 'expire'; readonly now: number }
  /** Gives a lease another term, after a time in which nobody could have renewed it. */
  | { readonly kind: 'extend'; readonly now: number; readonly leaseMs: number }
  /** Does without a second result: nobody is there to find one. */
  | { readonly kind: 'waive' }
  /** Begins again with a shard that was given up. */
  | { readonly kind: 'retry' }
  /** Forgets what a worker has found, because it is not trusted any more. */
  | { readonly kind: 'invalidate'; readonly worker: string };

/** Whether a lease was given. */
export type AcquireOutcome = 'leased' | 'nothing-to-do' | 'another-worker';

/** What the holder of a lease is to do. */
export type RenewOutcome = 'continue' | 'abandon';

/** What became of a report. */
export type ReportOutcome = 'accepted' | 'duplicate' | 'conflict' | 'stale';

/** The state afterwards (the same object where nothing changed), and what to answer. */
export interface Reduction<Outcome> {
  readonly state: ShardState;
  readonly outcome: Outcome;
  /** Workers that are now known to have found a wrong result. */
  readonly losers: readonly string[];
}

/** What a command did to the phase of a shard. */
export interface Transition {
  readonly before: ShardPhase;
  readonly after: ShardPhase;
}
