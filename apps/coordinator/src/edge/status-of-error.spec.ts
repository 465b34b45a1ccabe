import { parseCampaign } from '@darkreach/campaign';
import { BadRequest, ErrorInfo, LedgerUnavailableError, RpcStatus } from '@darkreach/cluster';
import { status, type StatusObject } from '@grpc/grpc-js';
import { Logger } from '@nestjs/common';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { FailedPreconditionError, InvalidArgumentError } from '../errors.js';
import { statusOfError } from './status-of-error.js';

function detailsOf({ metadata }: StatusObject): RpcStatus {
  return RpcStatus.decode(metadata.get('grpc-status-details-bin')[0] as Buffer);
}

describe('the status of an error', () => {
  beforeAll(() => {
    Logger.overrideLogger(false);
  });

  test('has code, message, reason and whether it helps to try again', () => {
    const answer = statusOfError(new LedgerUnavailableError('the ledger does not answer'), 'GetCampaign');
    expect(answer).toMatchObject({ code: status.UNAVAILABLE, details: 'the ledger does not answer' });
    const { code, message, details } = detailsOf(answer);
    expect({ code, message }).toEqual({ code: status.UNAVAILABLE, message: 'the ledger does not answer' });
    expect(details.map(({ typeUrl }) => typeUrl)).toEqual(['type.googleapis.com/google.rpc.ErrorInfo']);
    expect(ErrorInfo.decode(details[0]!.value)).toEqual({
      reason: 'LEDGER_UNAVAILABLE',
      domain: 'darkreach.dev',
      metadata: { retryable: 'true' },
    });
  });

  test('has the violations of a request', () => {
    const violation = { field: 'page_size', description: 'given: -1; allowed: a whole number from 0 to 1000' };
    const { details } = detailsOf(statusOfError(new InvalidArgumentError([violation]), 'ListCampaigns'));
    expect(BadRequest.decode(details[1]!.value)).toEqual({ fieldViolations: [violation] });
  });

  test('has file, line and column of what is wrong in a campaign file', () => {
    let error: unknown;
    try {
      parseCampaign('version: 1\nname: x\nchannels: 3\n', 'campaign.yaml');
    } catch (caught) {
      error = caught;
    }
    const answer = statusOfError(error, 'CreateCampaign');
    expect(answer).toMatchObject({ code: status.INVALID_ARGUMENT });
    const { fieldViolations } = BadRequest.decode(detailsOf(answer).details[1]!.value);
    expect(fieldViolations).toEqual([
      { field: 'campaign_yaml', description: expect.stringMatching(/^campaign\.yaml:\d+:\d+ /) },
    ]);
  });

  test('says nothing of the inside of what nobody has foreseen', () => {
    const answer = statusOfError(new TypeError('cannot read "password" of undefined'), 'GetCampaign');
    expect(answer.code).toBe(status.INTERNAL);
    expect(JSON.stringify(detailsOf(answer))).not.toContain('password');
    expect(statusOfError('a string', 'GetCampaign').code).toBe(status.INTERNAL);
    expect(statusOfError(undefined, 'GetCampaign').code).toBe(status.INTERNAL);
  });

  test('can be sent whatever it says: no half characters, no more than trailers hold', () => {
    const violations = Array.from({ length: 1000 }, (_, index) => ({
      field: `tokens[${index}]`,
      description: `${'😀'.repeat(5000)}\ud83d`,
    }));
    const answer = statusOfError(new InvalidArgumentError(violations), 'RenewShardLeases');
    expect(() => encodeURI(answer.details)).not.toThrow();
    const trailers = encodeURI(answer.details).length + detailsOfLength(answer);
    expect(trailers).toBeLessThan(8192);
    const half = statusOfError(new FailedPreconditionError('CAMPAIGN_ENDED', '\udc00 has ended'), 'PauseCampaign');
    expect(half.details).toBe('\uFFFD has ended');
  });
});

function detailsOfLength({ metadata }: StatusObject): number {
  return (metadata.get('grpc-status-details-bin')[0] as Buffer).toString('base64').length;
}
