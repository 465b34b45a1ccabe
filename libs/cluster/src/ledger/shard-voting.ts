import type { Reduction, ShardCommand } from './shard-command.js';
import { holdsToken, withoutLease } from './shard-leasing.js';
import { VOTES_BEFORE_QUARANTINE, type ShardState, type ShardVote } from './shard-state.js';

/** Counts a result: merges the shard, waits for another one, or refuses it. */
export function reportShard(state: ShardState, command: ShardCommand<'report'>): Reduction<'report'> {
  if (state.phase === 'merged') return reportMerged(state, command);
  if (state.phase === 'quarantined') return { state, outcome: 'stale', losers: [] };
  const own = state.votes.find(({ worker }) => worker === command.worker);
  if (own?.digest === command.digest) return { state, outcome: 'duplicate', losers: [] };
  if (own !== undefined && wasHandedOut(state, command)) return contradiction(state, command.worker);
  if (!holdsToken(state, command.worker, command.token)) return { state, outcome: 'stale', losers: [] };
  return count(state, { worker: command.worker, digest: command.digest });
}

/** Makes do with the result that is there; where two contradict each other and nobody can decide, gives the shard up. */
export function waiveShard(state: ShardState): Reduction<'waive'> {
  if (state.phase !== 'pending') return { state, outcome: 'unchanged', losers: [] };
  const digests = digestsOf(state.votes);
  const [digest] = digests;
  if (digest === undefined) {
    return state.quorum === 1
      ? { state, outcome: 'unchanged', losers: [] }
      : { state: { ...state, quorum: 1 }, outcome: 'done', losers: [] };
  }
  const next = digests.length === 1 ? merged({ ...state, quorum: 1 }, digest) : withoutLease(state, 'quarantined');
  return { state: next, outcome: 'done', losers: [] };
}

/** Begins again with a shard that was given up. Its results go as well: they may be what it was given up for. */
export function retryShard(state: ShardState): Reduction<'retry'> {
  if (state.phase !== 'quarantined') return { state, outcome: 'unchanged', losers: [] };
  return {
    state: { ...withoutLease(state, 'pending'), votes: [], failures: [], losses: 0 },
    outcome: 'done',
    losers: [],
  };
}

/** Forgets the result and the lease of a worker; a merged shard that rests on it alone is to be done again. */
export function invalidateShard(state: ShardState, { worker }: ShardCommand<'invalidate'>): Reduction<'invalidate'> {
  const votes = state.votes.filter((vote) => vote.worker !== worker);
  const voted = votes.length < state.votes.length;
  const leased = state.lease?.worker === worker;
  if (!voted && !leased) return { state, outcome: 'unchanged', losers: [] };
  const released = leased ? withoutLease(state, state.phase === 'leased' ? 'pending' : state.phase) : state;
  if (released.phase !== 'merged' || votes.length > 0) {
    return { state: { ...released, votes }, outcome: 'done', losers: [] };
  }
  const { digest: _, ...rest } = released;
  return { state: { ...rest, phase: 'pending', votes }, outcome: 'done', losers: [] };
}

/**
 * A result for what is merged. Another one than that of a single worker is word against word: the shard is opened again,
 * and the next worker decides. Against two workers the newcomer is wrong.
 */
function reportMerged(state: ShardState, command: ShardCommand<'report'>): Reduction<'report'> {
  if (state.digest === command.digest) return { state, outcome: 'duplicate', losers: [] };
  if (!wasHandedOut(state, command)) return { state, outcome: 'stale', losers: [] };
  const others = state.votes.filter(({ worker }) => worker !== command.worker);
  if (others.length !== 1 || state.votes.length !== 1) return contradiction(state, command.worker);
  const { digest: _, ...rest } = state;
  const votes = [...state.votes, { worker: command.worker, digest: command.digest }];
  return { state: { ...rest, phase: 'pending', quorum: 2, votes }, outcome: 'conflict', losers: [] };
}

function count(state: ShardState, vote: ShardVote): Reduction<'report'> {
  const votes = [...state.votes, vote];
  const supporters = votes.filter(({ digest }) => digest === vote.digest).length;
  const next: ShardState = { ...state, votes };
  if (supporters >= next.quorum) {
    const losers = votes.filter(({ digest }) => digest !== vote.digest).map(({ worker }) => worker);
    return { state: merged(next, vote.digest), outcome: 'accepted', losers };
  }
  const phase = votes.length >= VOTES_BEFORE_QUARANTINE ? 'quarantined' : 'pending';
  return { state: withoutLease(next, phase), outcome: 'accepted', losers: [] };
}

/** Merged, with the votes for the result alone: they are what it rests on. */
function merged(state: ShardState, digest: string): ShardState {
  const votes = state.votes.filter((vote) => vote.digest === digest);
  return { ...withoutLease(state, 'merged'), votes, digest };
}

function contradiction(state: ShardState, worker: string): Reduction<'report'> {
  return { state, outcome: 'conflict', losers: [worker] };
}

/** An attempt that there was, as far as can be told: tokens of the past are not kept. */
function wasHandedOut(state: ShardState, { token }: ShardCommand<'report'>): boolean {
  return token.attempt >= 1 && token.attempt <= state.attempt;
}

function digestsOf(votes: readonly ShardVote[]): readonly string[] {
  return [...new Set(votes.map(({ digest }) => digest))];
}
