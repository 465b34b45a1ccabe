import type { ShardFailure, ShardPhase, ShardVote } from './shard-state.js';

/** Stage that a shard belongs to. */
export type ShardStage = 'simulate' | 'fit';

/** Names a shard. */
export interface ShardKey {
  readonly campaignId: string;
  readonly shardId: string;
}

/** A shard that is to be computed, unless its result is known. */
export interface NewShard {
  readonly shardId: string;
  readonly stage: ShardStage;
  /** Unique within campaign and stage: the order in which shards are handed out and results handed back. */
  readonly ordinal: number;
  readonly templateId: string;
  /** SHA-256 of everything that decides the result. */
  readonly address: string;
  /** Encoded task of the lease. */
  readonly task: Uint8Array;
  /** Events (simulate) or limits (fit). */
  readonly work: number;
  readonly estimatedSeconds: number;
  /** Workers that have to find the same result. */
  readonly quorum: 1 | 2;
}

/** A shard as lists show it. */
export interface ShardRow extends ShardKey {
  readonly stage: ShardStage;
  readonly ordinal: number;
  readonly templateId: string;
  readonly address: string;
  readonly work: number;
  readonly estimatedSeconds: number;
  readonly phase: ShardPhase;
  readonly attempt: number;
  readonly votes: readonly ShardVote[];
  readonly failures: readonly ShardFailure[];
  readonly losses: number;
  readonly quorum: 1 | 2;
  readonly digest: string | null;
  readonly reused: boolean;
  /** Seconds that the merged result took; null where it was taken from elsewhere or is not there yet. */
  readonly seconds: number | null;
}

/** A shard that waits for a worker. */
export interface PendingShard {
  readonly shardId: string;
  readonly ordinal: number;
  readonly estimatedSeconds: number;
  /** Leases of it that ran out. */
  readonly losses: number;
  /** A result is there and waits for a second one. */
  readonly voters: readonly string[];
}

/** Shards by phase, and their work in events or limits. */
export interface LedgerCounts {
  readonly pending: number;
  readonly leased: number;
  readonly merged: number;
  readonly quarantined: number;
  /** Of the merged ones, those whose result was there before. */
  readonly reused: number;
  readonly workDone: number;
  readonly workTotal: number;
  /** Estimated seconds of what is pending or leased. */
  readonly secondsToGo: number;
}

/** What a shard computes. */
export interface ShardTask {
  readonly stage: ShardStage;
  readonly address: string;
  readonly task: Uint8Array;
  readonly estimatedSeconds: number;
}

/** A merged result. */
export interface ShardResultRow {
  readonly shardId: string;
  readonly ordinal: number;
  readonly templateId: string;
  readonly digest: string;
  /** Encoded ShardResult. */
  readonly bytes: Uint8Array;
}
