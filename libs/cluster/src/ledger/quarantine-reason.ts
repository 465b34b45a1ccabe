import {
  FAILURES_BEFORE_QUARANTINE,
  LOSSES_BEFORE_QUARANTINE,
  type ShardFailure,
  type ShardState,
} from './shard-state.js';

/** Why a shard was given up, as a sentence. */
export function quarantineReason({
  failures,
  losses,
  votes,
}: Pick<ShardState, 'failures' | 'losses' | 'votes'>): string {
  const counted = failures.filter(({ reason }) => reason !== 'other-formulas');
  const last = counted.at(-1);
  if (last !== undefined && counted.length >= FAILURES_BEFORE_QUARANTINE) {
    return `failed ${counted.length} times, last on ${last.worker}: ${describe(last)}`;
  }
  if (losses >= LOSSES_BEFORE_QUARANTINE) return `${losses} leases on it ran out: workers do not survive it`;
  return `${votes.length} workers found different results: ${votes.map(({ worker }) => worker).join(', ')}`;
}

function describe({ reason, message }: ShardFailure): string {
  return message === '' ? reason : `${reason}, ${message}`;
}
