import { poisonFault } from '../poison-fault.mjs';

export const poisonNan = poisonFault({
  name: 'poison-nan',
  kind: 'poison shard: NaN',
  failpoint: 'thread.nan',
  reason: 'invalid-result',
});
