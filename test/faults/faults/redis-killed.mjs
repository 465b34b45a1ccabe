import { endRedis, redisFault } from '../redis-fault.mjs';

export const redisKilled = redisFault({
  name: 'redis-killed',
  kind: 'kill -9 of Redis',
  strike: (redis) => endRedis(redis, 'SIGKILL'),
});
