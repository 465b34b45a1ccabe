import { redisFault } from '../redis-fault.mjs';

export const redisFlushed = redisFault({
  name: 'redis-flushed',
  kind: 'FLUSHALL of Redis',
  strike: async (redis) => {
    const keys = await redis.ask('DBSIZE');
    await redis.ask('FLUSHALL');
    return keys > 0 ? `${keys} keys are gone` : undefined;
  },
});
