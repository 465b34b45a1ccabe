import type { Reduction, ShardCommand, ShardCommandKind } from './shard-command.js';
import { acquireShard, expireShard, extendShard, failShard, renewShard } from './shard-leasing.js';
import type { ShardState } from './shard-state.js';
import { invalidateShard, reportShard, retryShard, waiveShard } from './shard-voting.js';

type Reducers = {
  readonly [Kind in ShardCommandKind]: (state: ShardState, command: ShardCommand<Kind>) => Reduction<Kind>;
};

const REDUCERS: Reducers = {
  acquire: acquireShard,
  renew: renewShard,
  report: reportShard,
  fail: failShard,
  expire: expireShard,
  extend: extendShard,
  waive: waiveShard,
  retry: retryShard,
  invalidate: invalidateShard,
};

/**
 * The rules by which shards are handed out, merged and given up: from a state and a command to the next state and what to
 * answer. Pure; the store is what makes it durable, one transaction a batch.
 */
export function reduceShard<Kind extends ShardCommandKind>(
  state: ShardState,
  command: ShardCommand<Kind>,
): Reduction<Kind> {
  const kind: Kind = command.kind;
  const reducer: Reducers[Kind] = REDUCERS[kind];
  return reducer(state, command);
}
