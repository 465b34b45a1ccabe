import { poisonFault } from '../poison-fault.mjs';

export const poisonCrash = poisonFault({
  name: 'poison-crash',
  kind: 'poison shard: crash',
  failpoint: 'thread.crash',
  reason: 'crashed',
});
