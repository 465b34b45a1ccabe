import { CallError } from '@darkreach/cluster';
import { describe, expect, it } from '@jest/globals';
import { Metadata, status } from '@grpc/grpc-js';
import { callFailure } from './call-failure.js';

function failure(code: keyof typeof status, details = 'what was said') {
  const error = Object.assign(new Error(details), { code: status[code], details, metadata: new Metadata() });
  return callFailure(new CallError(error, 'host:1'));
}

describe('callFailure', () => {
  it.each(['UNAVAILABLE', 'DEADLINE_EXCEEDED'] as const)('says that nobody answers: %s', (code) => {
    expect(failure(code)).toMatchObject({ code: 2, line: expect.stringMatching(/^host:1 does not answer .*up/) });
  });

  it.each(['INVALID_ARGUMENT', 'NOT_FOUND', 'FAILED_PRECONDITION', 'RESOURCE_EXHAUSTED'] as const)(
    'hands on what the cluster says: %s',
    (code) => {
      expect(failure(code)).toEqual({ code: 2, line: 'what was said' });
    },
  );

  it('tells a fault from a refusal', () => {
    expect(failure('INTERNAL')).toEqual({
      code: 1,
      line: 'host:1 failed: what was said (INTERNAL); its log says more',
    });
    expect(failure('UNAUTHENTICATED').line).toContain('DARKREACH_TOKEN');
    expect(failure('PERMISSION_DENIED')).toEqual({ code: 2, line: 'host:1 does not allow this: what was said' });
  });
});
