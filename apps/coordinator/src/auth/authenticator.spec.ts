import { Metadata } from '@grpc/grpc-js';
import { describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { bearer } from '../../fixtures/edge.js';
import type { Caller } from '../desk.js';
import { Authenticator } from './authenticator.js';

const SECRET = '0123456789abcdef-ada';
const ADA: Caller = { tenant: 'belle', role: 'submitter' };

function ledger(): { readonly tokens: Map<string, Caller>; readonly asked: string[]; failing: boolean } {
  return {
    tokens: new Map([[createHash('sha256').update(SECRET).digest('hex'), ADA]]),
    asked: [],
    failing: false,
  };
}

function authenticator(of: ReturnType<typeof ledger>, cacheMs = 60): Authenticator {
  const findToken = async (digest: string): Promise<Caller | undefined> => {
    of.asked.push(digest);
    await sleep(1);
    if (of.failing) throw new Error('the ledger does not answer');
    return of.tokens.get(digest);
  };
  return new Authenticator({ store: { findToken }, secrets: [], cacheMs });
}

describe('the authenticator', () => {
  test('asks the ledger for the digest of a secret, never for the secret', async () => {
    const kept = ledger();
    expect(await authenticator(kept).callerOf(bearer(SECRET))).toEqual(ADA);
    expect(kept.asked).toEqual([createHash('sha256').update(SECRET).digest('hex')]);
  });

  test('asks once for calls that come together', async () => {
    const kept = ledger();
    const who = authenticator(kept);
    await Promise.all(Array.from({ length: 100 }, () => who.callerOf(bearer(SECRET))));
    expect(kept.asked).toHaveLength(1);
  });

  test('forgets a token that was revoked after its cache time', async () => {
    const kept = ledger();
    const who = authenticator(kept);
    await who.callerOf(bearer(SECRET));
    kept.tokens.clear();
    await sleep(80);
    await expect(who.callerOf(bearer(SECRET))).rejects.toMatchObject({ reason: 'TOKEN_UNKNOWN' });
  });

  test('does not take a ledger that fails for a token that is not there', async () => {
    const kept = ledger();
    const who = authenticator(kept);
    kept.failing = true;
    await expect(who.callerOf(bearer(SECRET))).rejects.toThrow('the ledger does not answer');
    kept.failing = false;
    expect(await who.callerOf(bearer(SECRET))).toEqual(ADA);
  });

  test('lets strangers with made-up secrets ask the ledger for a few at a time only', async () => {
    const kept = ledger();
    const who = authenticator(kept);
    const strangers = Array.from({ length: 1000 }, (_, index) => who.callerOf(bearer(`made-up-secret-${index}`)));
    const ends = await Promise.allSettled(strangers);
    expect(kept.asked.length).toBeLessThanOrEqual(32);
    expect(ends.every(({ status }) => status === 'rejected')).toBe(true);
    expect(await who.callerOf(bearer(SECRET))).toEqual(ADA);
  });

  test.each(['', 'Bearer', 'Basic 0123456789abcdef', `Bearer ${SECRET} ${SECRET}`, `Bearer ${'x'.repeat(10_000)}`])(
    'knows nobody by %.40j',
    async (header) => {
      const metadata = new Metadata();
      metadata.set('authorization', header);
      const kept = ledger();
      await expect(authenticator(kept).callerOf(metadata)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
      expect(kept.asked).toEqual([]);
    },
  );
});
