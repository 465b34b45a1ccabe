// Redis as an operator runs it: append-only file, noeviction.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { until } from '../wait.mjs';
import { Program } from './program.mjs';

export function redisIsThere() {
  return spawnSync('redis-server', ['--version']).status === 0;
}

export class RedisServer {
  constructor({ folder, port }) {
    mkdirSync(folder, { recursive: true });
    this.folder = folder;
    this.port = port;
    this.url = `redis://127.0.0.1:${port}`;
    this.program = new Program({
      name: 'redis',
      command: 'redis-server',
      args: [
        ...['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--save', ''],
        ...['--appendonly', 'yes', '--appendfsync', 'everysec', '--maxmemory-policy', 'noeviction'],
      ],
      env: process.env,
      log: join(folder, 'redis.log'),
    });
  }

  async start() {
    this.program.start();
    await this.ready();
  }

  async ready() {
    await until('Redis answers', async () => (await this.ask('PING')) === 'PONG');
  }

  /** One command on a connection of its own. */
  async ask(command, ...words) {
    const client = new Redis(this.url, { lazyConnect: true, retryStrategy: () => null, connectTimeout: 1000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return await client.call(command, ...words);
    } finally {
      client.disconnect();
    }
  }

  /** Cuts the end of the newest append-only file. @returns bytes that are gone */
  truncate(share) {
    const folder = join(this.folder, 'appendonlydir');
    const [name] = readdirSync(folder)
      .filter((file) => file.endsWith('.incr.aof'))
      .sort()
      .reverse();
    const path = join(folder, name);
    const { size } = statSync(path);
    const left = Math.floor(size * (1 - share));
    truncateSync(path, left);
    return size - left;
  }

  async stop() {
    await this.program.stop();
  }
}
