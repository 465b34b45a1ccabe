import { endRedis, redisFault } from '../redis-fault.mjs';

export const redisTruncated = redisFault({
  name: 'redis-truncated',
  kind: 'kill -9 of Redis, its append-only file cut by 10 %',
  strike: (redis) =>
    endRedis(redis, 'SIGKILL', () => {
      const bytes = redis.truncate(0.1);
      return bytes > 0 ? `${bytes} bytes were cut` : undefined;
    }),
});
