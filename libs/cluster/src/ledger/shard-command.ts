import type { FailureKind, ShardPhase, ShardState } from './shard-state.js';

/** What fences an attempt against those before it; the worker that sends it is part of it. */
export interface FencingToken {
  readonly attempt: number;
  readonly epoch: number;
}

/** Asks for a lease. */
interface Acquire {
  readonly worker: string;
  readonly epoch: number;
  readonly now: number;
  readonly leaseMs: number;
  /** Workers that are there and could take the shard; with or without this one. */
  readonly fleet: readonly string[];
}

/** Keeps a lease, or takes up again one that has run out and that nobody else has got. */
interface Renew {
  readonly worker: string;
  readonly token: FencingToken;
  readonly now: number;
  readonly leaseMs: number;
}

/** Brings a result. */
interface Report {
  readonly worker: string;
  readonly token: FencingToken;
  readonly digest: string;
}

/** Says that an attempt failed, or gives the shard back. */
interface Fail {
  readonly worker: string;
  readonly token: FencingToken;
  readonly reason: FailureKind;
  readonly message: string;
}

/** Everything that can be asked of a shard; times in milliseconds since 1970. */
interface ShardCommands {
  readonly acquire: Acquire;
  readonly renew: Renew;
  readonly report: Report;
  readonly fail: Fail;
  /** Takes the shard from a worker that has not renewed in time. */
  readonly expire: { readonly now: number };
  /** Gives a lease another term, after a time in which nobody could have renewed it. */
  readonly extend: { readonly now: number; readonly leaseMs: number };
  /** Does without a second result: nobody is there to find one. */
  readonly waive: object;
  /** Begins again with a shard that was given up. */
  readonly retry: object;
  /** Forgets what a worker has found, because it is not trusted any more. */
  readonly invalidate: { readonly worker: string };
}

export type ShardCommandKind = keyof ShardCommands;

/** A command with its kind: one of them, or any. */
export type ShardCommand<Kind extends ShardCommandKind = ShardCommandKind> = {
  readonly [K in Kind]: { readonly kind: K } & ShardCommands[K];
}[Kind];

/** Whether a lease was given. */
export type AcquireOutcome = 'leased' | 'nothing-to-do' | 'another-worker';

/** What the holder of a lease is to do. */
export type RenewOutcome = 'continue' | 'abandon';

/** What became of a report. */
export type ReportOutcome = 'accepted' | 'duplicate' | 'conflict' | 'stale';

/** What became of a failure. */
export type FailOutcome = 'accepted' | 'stale';

/** What to answer to each command. */
export interface ShardOutcomes {
  readonly acquire: AcquireOutcome;
  readonly renew: RenewOutcome;
  readonly report: ReportOutcome;
  readonly fail: FailOutcome;
  readonly expire: 'done' | 'unchanged';
  readonly extend: 'done' | 'unchanged';
  readonly waive: 'done' | 'unchanged';
  readonly retry: 'done' | 'unchanged';
  readonly invalidate: 'done' | 'unchanged';
}

/** What a command does to a shard. */
export interface Reduction<Kind extends ShardCommandKind = ShardCommandKind> {
  /** The same object where nothing changed. */
  readonly state: ShardState;
  readonly outcome: ShardOutcomes[Kind];
  /** Workers that are now known to have found a wrong result. */
  readonly losers: readonly string[];
}

/** What a command did to the phase of a shard. */
export interface Transition {
  readonly before: ShardPhase;
  readonly after: ShardPhase;
}
