import type { FencingToken, Reduction, ShardCommand } from './shard-command.js';
import {
  FAILURES_BEFORE_QUARANTINE,
  LOSSES_BEFORE_QUARANTINE,
  type ShardFailure,
  type ShardPhase,
  type ShardState,
} from './shard-state.js';

const MESSAGE_LENGTH = 256;

/** Hands the shard out, if it waits and this worker may have it. */
export function acquireShard(given: ShardState, command: ShardCommand<'acquire'>): Reduction<'acquire'> {
  const state = expireShard(given, { kind: 'expire', now: command.now }).state;
  if (state.phase !== 'pending') return { state, outcome: 'nothing-to-do', losers: [] };
  if (isBarred(state, command)) return { state, outcome: 'another-worker', losers: [] };
  const lease = { worker: command.worker, epoch: command.epoch, expiresAt: command.now + command.leaseMs };
  return {
    state: { ...state, phase: 'leased', attempt: state.attempt + 1, lease },
    outcome: 'leased',
    losers: [],
  };
}

/** Gives the holder of the last token more time; also when its time was up and nobody else has got the shard. */
export function renewShard(state: ShardState, command: ShardCommand<'renew'>): Reduction<'renew'> {
  const { lease } = state;
  if (lease === undefined || !holdsToken(state, command.worker, command.token)) {
    return { state, outcome: 'abandon', losers: [] };
  }
  const renewed = { ...lease, expiresAt: Math.max(lease.expiresAt, command.now + command.leaseMs) };
  return { state: { ...state, phase: 'leased', lease: renewed }, outcome: 'continue', losers: [] };
}

/** Ends an attempt that failed. */
export function failShard(state: ShardState, command: ShardCommand<'fail'>): Reduction<'fail'> {
  if (!holdsToken(state, command.worker, command.token)) return { state, outcome: 'stale', losers: [] };
  const { worker, reason } = command;
  const failure: ShardFailure = { worker, reason, message: command.message.slice(0, MESSAGE_LENGTH) };
  const failures = reason === 'given-back' ? state.failures : [...state.failures, failure];
  const phase = countedFailures(failures) >= FAILURES_BEFORE_QUARANTINE ? 'quarantined' : 'pending';
  return { state: withoutLease({ ...state, failures }, phase), outcome: 'accepted', losers: [] };
}

/** Takes the shard back when the lease has run out. */
export function expireShard(state: ShardState, command: ShardCommand<'expire'>): Reduction<'expire'> {
  const { lease } = state;
  if (state.phase !== 'leased' || lease === undefined || lease.expiresAt > command.now) {
    return { state, outcome: 'unchanged', losers: [] };
  }
  const lost = { ...state, losses: state.losses + 1 };
  const givenUp = lost.losses >= LOSSES_BEFORE_QUARANTINE;
  return {
    state: givenUp ? withoutLease(lost, 'quarantined') : { ...lost, phase: 'pending' },
    outcome: 'done',
    losers: [],
  };
}

/** Gives a lease another term. */
export function extendShard(state: ShardState, command: ShardCommand<'extend'>): Reduction<'extend'> {
  const { lease } = state;
  const expiresAt = command.now + command.leaseMs;
  if (state.phase !== 'leased' || lease === undefined || lease.expiresAt >= expiresAt) {
    return { state, outcome: 'unchanged', losers: [] };
  }
  return { state: { ...state, lease: { ...lease, expiresAt } }, outcome: 'done', losers: [] };
}

/** Whether a token is the last one that was given out, and its attempt not yet reported or failed. */
export function holdsToken(state: ShardState, worker: string, token: FencingToken): boolean {
  const { lease } = state;
  return lease?.worker === worker && lease.epoch === token.epoch && state.attempt === token.attempt;
}

/** The state in another phase, with every token that was given out made worthless. */
export function withoutLease(state: ShardState, phase: ShardPhase): ShardState {
  const { lease: _, ...rest } = state;
  return { ...rest, phase };
}

/**
 * A worker that has found a result cannot confirm it. One that has failed lets others try first, if there are any: of a
 * fleet in which everybody has failed each may try again. Formulas do not change while a worker lives.
 */
function isBarred(state: ShardState, { worker, fleet }: ShardCommand<'acquire'>): boolean {
  const hasVoted = (id: string): boolean => state.votes.some((vote) => vote.worker === id);
  const failuresOf = (id: string): readonly ShardFailure[] => state.failures.filter((failure) => failure.worker === id);
  const own = failuresOf(worker);
  if (hasVoted(worker) || own.some(({ reason }) => reason === 'other-formulas')) return true;
  return own.length > 0 && fleet.some((id) => id !== worker && !hasVoted(id) && failuresOf(id).length === 0);
}

/** Other formulas are a fault of the worker: three old workers must not give up the shards of a new coordinator. */
function countedFailures(failures: readonly ShardFailure[]): number {
  return failures.filter(({ reason }) => reason !== 'other-formulas').length;
}
