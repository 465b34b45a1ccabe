import { poisonFault } from '../poison-fault.mjs';

export const poisonLoop = poisonFault({
  name: 'poison-loop',
  kind: 'poison shard: endless loop',
  failpoint: 'thread.loop',
  reason: 'timed-out',
});
