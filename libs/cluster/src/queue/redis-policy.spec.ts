import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hasRedis, RedisServer } from '../../fixtures/redis-server.js';
import { freePort } from '../embedded/free-port.js';
import { QueueUnavailableError } from '../errors.js';
import { checkRedisPolicy } from './redis-policy.js';

const redisIt = hasRedis() ? describe : describe.skip;
redisIt('checkRedisPolicy', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = new RedisServer(await freePort(), ['--maxmemory-policy', 'allkeys-lru']);
    await redis.start();
  });
  afterAll(() => redis.kill());

  it('says what Redis does when its memory is full', async () => {
    expect(await checkRedisPolicy(redis.url)).toBe('allkeys-lru');
  });

  it('says so when nobody answers', async () => {
    await expect(checkRedisPolicy(`redis://127.0.0.1:${await freePort()}`)).rejects.toThrow(QueueUnavailableError);
  });
});
