import { describe, expect, it } from '@jest/globals';
import { availableParallelism } from 'node:os';
import { ConfigError } from '../errors.js';
import { helpText } from './help-text.js';
import { readConfig } from './worker-config.js';
import { WORKER_VARIABLES } from './worker-variables.js';

const redis = { DARKREACH_REDIS_URL: 'redis://localhost:6379' };

describe('readConfig', () => {
  it('fills in every default', () => {
    expect(readConfig({ ...redis, DARKREACH_TOKEN: '' })).toEqual({
      coordinator: '127.0.0.1:7420',
      queue: { redisUrl: 'redis://localhost:6379' },
      insecure: false,
      threads: availableParallelism(),
      device: 'auto',
      graceSeconds: 25,
      shardSeconds: 60,
      parentPipe: false,
      logLevel: 'log',
    });
  });

  it('has the queue in Postgres where there is no Redis', () => {
    const postgresUrl = 'postgres://a:b@localhost:5432/c';
    expect(readConfig({ DARKREACH_POSTGRES_URL: postgresUrl }).queue).toEqual({ postgresUrl });
    expect(readConfig({ ...redis, DARKREACH_POSTGRES_URL: postgresUrl }).queue).toEqual({
      redisUrl: redis.DARKREACH_REDIS_URL,
    });
  });

  it('takes what it is given', () => {
    const config = readConfig({
      ...redis,
      DARKREACH_COORDINATOR: 'cluster.example:7420',
      DARKREACH_TOKEN: 'x'.repeat(32),
      DARKREACH_TLS_CA: 'ca.pem',
      DARKREACH_TLS_CERT: 'cert.pem',
      DARKREACH_TLS_KEY: 'key.pem',
      DARKREACH_WORKER_THREADS: '3',
      DARKREACH_DEVICE: 'cpu',
      DARKREACH_PARENT_PIPE: '1',
    });
    expect(config).toMatchObject({ threads: 3, device: 'cpu', parentPipe: true, token: 'x'.repeat(32) });
    expect(config.tls).toEqual({ authority: 'ca.pem', certificate: 'cert.pem', key: 'key.pem' });
  });

  it.each([
    [{}, 'DARKREACH_REDIS_URL: given: not set; allowed: this, or DARKREACH_POSTGRES_URL'],
    [{ ...redis, DARKREACH_DEVICE: 'gpu' }, 'DARKREACH_DEVICE: given: "gpu"; allowed: auto, webgpu, webasm or cpu'],
    [{ ...redis, DARKREACH_WORKER_THREADS: '0' }, 'DARKREACH_WORKER_THREADS: given: "0"'],
    [{ ...redis, DARKREACH_TLS_KEY: 'key.pem' }, 'together with DARKREACH_TLS_KEY'],
    [{ ...redis, DARKREACH_TOKEN: 'short' }, 'DARKREACH_TOKEN: given: 5 characters, not shown'],
    [{ ...redis, DARKREACH_COORDINATOR: 'somewhere' }, 'DARKREACH_COORDINATOR'],
    [{ ...redis, DARKREACH_COORDINATOR: 'a.example:1', DARKREACH_INSECURE: '1' }, 'DARKREACH_TOKEN: given: not set'],
  ])('refuses %j', (environment, message) => {
    expect(() => readConfig(environment)).toThrow(ConfigError);
    expect(() => readConfig(environment)).toThrow(message);
  });
});

describe('helpText', () => {
  it('has a line for every variable', () => {
    for (const name of Object.keys(WORKER_VARIABLES.shape)) expect(helpText()).toContain(`  ${name} `);
  });
});
