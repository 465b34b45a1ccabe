import { QueueUnavailableError } from '../errors.js';

/**
 * What Redis does when its memory is full; with anything but `noeviction` it throws jobs away.
 * @throws QueueUnavailableError when it does not answer within 5 s
 */
export async function checkRedisPolicy(url: string): Promise<string> {
  const { Redis } = await import('ioredis');
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 5000,
    commandTimeout: 5000,
    retryStrategy: () => null,
  });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    const info = await redis.info('memory');
    return /^maxmemory_policy:(\S+)/m.exec(info)?.[1] ?? 'unknown';
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new QueueUnavailableError(`Redis does not say what it does when its memory is full: ${why}`, { cause });
  } finally {
    redis.disconnect();
  }
}
