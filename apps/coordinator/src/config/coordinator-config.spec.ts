import { describe, expect, test } from '@jest/globals';
import { ConfigError } from '../errors.js';
import { readConfig } from './coordinator-config.js';

const POSTGRES = { DARKREACH_POSTGRES_URL: 'postgres://darkreach:secret-password@db:5432/darkreach' };

function messageOf(environment: Readonly<Record<string, string>>): string {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
  }
  return '';
}

describe('the configuration of the coordinator', () => {
  test('needs a ledger, and has a default for everything else', () => {
    expect(readConfig(POSTGRES)).toEqual({
      postgresUrl: POSTGRES.DARKREACH_POSTGRES_URL,
      grpc: { host: '127.0.0.1', port: 7420 },
      http: { host: '127.0.0.1', port: 7421 },
      leaseSeconds: 30,
      reconcileSeconds: 5,
      verifyFraction: 0.005,
      graceSeconds: 25,
      parentPipe: false,
      logLevel: 'log',
    });
    expect(messageOf({})).toBe('DARKREACH_POSTGRES_URL: not set; allowed: postgres://user:password@host:port/database');
  });

  test('takes an empty variable for one that is not there', () => {
    expect(readConfig({ ...POSTGRES, DARKREACH_REDIS_URL: '', DARKREACH_LEASE_SECONDS: '' }).leaseSeconds).toBe(30);
  });

  test('takes addresses of IPv6 and free ports', () => {
    expect(readConfig({ ...POSTGRES, DARKREACH_GRPC_ADDRESS: '[::1]:0' }).grpc).toEqual({ host: '::1', port: 0 });
  });

  test('names every variable that is wrong at once, with what was given and what is allowed', () => {
    const wrong = {
      ...POSTGRES,
      DARKREACH_GRPC_ADDRESS: '127.0.0.1:99999',
      DARKREACH_VERIFY_FRACTION: '2',
      DARKREACH_LEASE_SECONDS: 'NaN',
      DARKREACH_LOG_LEVEL: 'loud',
      DARKREACH_INSECURE: 'yes',
    };
    expect(messageOf(wrong).split('\n').sort()).toEqual([
      'DARKREACH_GRPC_ADDRESS: "127.0.0.1:99999"; allowed: host:port, [host]:port for IPv6; port 0 takes a free one',
      'DARKREACH_INSECURE: "yes"; allowed: 0 or 1',
      'DARKREACH_LEASE_SECONDS: "NaN"; allowed: 1 to 3600 seconds',
      'DARKREACH_LOG_LEVEL: "loud"; allowed: error, warn, log, debug or verbose',
      'DARKREACH_VERIFY_FRACTION: "2"; allowed: 0 to 1',
    ]);
  });

  test.each(['DARKREACH_OPERATOR_TOKEN', 'DARKREACH_POSTGRES_URL', 'DARKREACH_REDIS_URL'])(
    'does not print what %s holds',
    (variable) => {
      const message = messageOf({ ...POSTGRES, [variable]: 'hunter2' });
      expect(message).toContain(`${variable}: 7 characters, not shown`);
      expect(message).not.toContain('hunter2');
    },
  );

  test.each(['0.0.0.0:7420', '[::]:7420', '10.0.0.5:7420', 'coordinator:7420', 'localhost.example:7420'])(
    'serves no plaintext on %s',
    (address) => {
      expect(messageOf({ ...POSTGRES, DARKREACH_GRPC_ADDRESS: address })).toContain('DARKREACH_INSECURE=1');
      expect(readConfig({ ...POSTGRES, DARKREACH_GRPC_ADDRESS: address, DARKREACH_INSECURE: '1' }).tls).toBeUndefined();
    },
  );

  test.each(['127.0.0.1:7420', '127.8.8.8:7420', '[::1]:7420', 'localhost:7420'])(
    'serves plaintext on %s',
    (address) => {
      expect(messageOf({ ...POSTGRES, DARKREACH_GRPC_ADDRESS: address, DARKREACH_HTTP_ADDRESS: address })).toBe('');
    },
  );

  test('serves with certificates wherever it is told to', () => {
    const tls = { DARKREACH_TLS_CERT: 'server.pem', DARKREACH_TLS_KEY: 'server.key', DARKREACH_TLS_CA: 'ca.pem' };
    const config = readConfig({ ...POSTGRES, ...tls, DARKREACH_GRPC_ADDRESS: '0.0.0.0:7420' });
    expect(config.tls).toEqual({ certificate: 'server.pem', key: 'server.key', authority: 'ca.pem' });
  });

  test.each([
    [{ DARKREACH_TLS_CERT: 'server.pem' }, 'DARKREACH_TLS_KEY: not set'],
    [{ DARKREACH_TLS_KEY: 'server.key' }, 'DARKREACH_TLS_CERT: not set'],
    [{ DARKREACH_TLS_CA: 'ca.pem' }, 'DARKREACH_TLS_CERT: not set'],
  ])('wants certificate and key together: %j', (environment, message) => {
    expect(messageOf({ ...POSTGRES, ...environment })).toContain(message);
  });
});
