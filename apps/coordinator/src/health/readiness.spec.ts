import { describe, expect, test } from '@jest/globals';
import { Readiness } from './readiness.js';

describe('readiness', () => {
  test('is there when every check says nothing', async () => {
    const readiness = new Readiness({ checks: [{ name: 'ledger', check: async () => undefined }] });
    expect(await readiness.report()).toEqual({ ready: true, checks: [{ name: 'ledger', ready: true }] });
  });

  test('says every reason: what a check says, what it throws, and that it does not answer', async () => {
    const readiness = new Readiness({
      timeoutMs: 20,
      checks: [
        { name: 'queue', check: async () => 'Redis runs with allkeys-lru' },
        { name: 'ledger', check: () => Promise.reject(new Error('ECONNREFUSED')) },
        { name: 'migrations', check: () => new Promise(() => undefined) },
        { name: 'clock', check: async () => undefined },
      ],
    });
    const { ready, checks } = await readiness.report();
    expect(ready).toBe(false);
    expect(checks.map(({ reason }) => reason)).toEqual([
      'Redis runs with allkeys-lru',
      'ECONNREFUSED',
      'no answer within 0.02 s',
      undefined,
    ]);
  });

  test('asks once for probes that come together', async () => {
    let asked = 0;
    const check = async (): Promise<undefined> => void (asked += 1);
    const readiness = new Readiness({ checks: [{ name: 'ledger', check }] });
    await Promise.all([readiness.report(), readiness.report(), readiness.report()]);
    expect(asked).toBe(1);
  });

  test('is gone when the end begins, whatever the checks say', async () => {
    const readiness = new Readiness({ checks: [] });
    expect((await readiness.report()).ready).toBe(true);
    readiness.drain();
    expect(await readiness.report()).toMatchObject({ ready: false, checks: [{ reason: 'shutting down' }] });
  });
});
