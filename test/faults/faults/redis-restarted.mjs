import { endRedis, redisFault } from '../redis-fault.mjs';

export const redisRestarted = redisFault({
  name: 'redis-restarted',
  kind: 'restart of Redis',
  strike: (redis) => endRedis(redis, 'SIGTERM'),
});
