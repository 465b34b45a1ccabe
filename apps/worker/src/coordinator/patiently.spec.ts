import { describe, expect, it } from '@jest/globals';
import { status, Metadata } from '@grpc/grpc-js';
import { CallError } from '@darkreach/cluster';
import { patiently } from './patiently.js';

function failing(code: keyof typeof status): CallError {
  const error = Object.assign(new Error(code), { code: status[code], details: code, metadata: new Metadata() });
  return new CallError(error, 'here');
}

/** Fails so many times and then answers. */
function after(failures: number, code: keyof typeof status): () => Promise<number> {
  let calls = 0;
  return async () => {
    calls += 1;
    if (calls <= failures) throw failing(code);
    return calls;
  };
}

describe('patiently', () => {
  it.each(['UNAVAILABLE', 'DEADLINE_EXCEEDED', 'RESOURCE_EXHAUSTED', 'DATA_LOSS'] as const)(
    'asks again after %s',
    async (code) => {
      const waits: number[] = [];
      const onRetry = (_: Error, waitMs: number): void => void waits.push(waitMs);
      expect(await patiently(after(2, code), { seconds: 10, onRetry })).toBe(3);
      expect(waits).toHaveLength(2);
    },
  );

  it.each(['INVALID_ARGUMENT', 'PERMISSION_DENIED', 'NOT_FOUND'] as const)('does not repeat after %s', async (code) => {
    await expect(patiently(after(1, code), { seconds: 10 })).rejects.toMatchObject({ code });
  });

  it('gives up after its time, and when it is told to', async () => {
    await expect(patiently(after(Infinity, 'UNAVAILABLE'), { seconds: 0.3 })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    });
    const controller = new AbortController();
    const work = patiently(after(Infinity, 'UNAVAILABLE'), { seconds: 1000, signal: controller.signal });
    setTimeout(() => controller.abort(), 50);
    await expect(work).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('does not repeat what is no call', async () => {
    await expect(patiently(() => Promise.reject(new TypeError('wrong')), { seconds: 10 })).rejects.toThrow('wrong');
  });
});
