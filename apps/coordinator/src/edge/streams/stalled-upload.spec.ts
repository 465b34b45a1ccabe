import { ReportOutcome, WorkerServiceClient, type ReportShardResultsResponse } from '@darkreach/cluster';
import { credentials, Server, ServerCredentials } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ask } from '../../../fixtures/edge.js';
import { streamDefinition } from '../service-definitions.js';
import { reportShardResults } from './report-shard-results.js';
import { UploadBudget } from './upload-budget.js';

const token = { campaignId: 'quick-1', shardId: 'simulate/x/0', attempt: 1, epoch: 1 };
const header = { workerId: 'worker-1', token, digest: 'a'.repeat(64), size: 1000, seconds: 1 };

describe('an upload that stands still', () => {
  const server = new Server();
  let client: WorkerServiceClient;
  let reserved = 0;

  beforeAll(async () => {
    const leases = { report: async () => ReportOutcome.ACCEPTED };
    const budget = new UploadBudget(1000, (bytes) => (reserved = bytes));
    const handler = reportShardResults({ leases, budget, received: () => undefined, stalledAfterMs: 100 });
    server.addService(streamDefinition('darkreach.v1.WorkerService'), { ReportShardResults: handler });
    const port = await new Promise<number>((resolve, reject) => {
      server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) => {
        if (error === null) resolve(bound);
        else reject(error);
      });
    });
    client = new WorkerServiceClient(`127.0.0.1:${port}`, credentials.createInsecure());
  });
  afterAll(() => {
    client.close();
    server.forceShutdown();
  });

  test('is given up, and its memory is free for others', async () => {
    const answer = await ask<ReportShardResultsResponse>((callback) => {
      client.reportShardResults(callback).write({ part: { $case: 'header', value: header } });
    });
    expect(answer).toMatchObject({ code: 'DEADLINE_EXCEEDED', reason: 'UPLOAD_STALLED' });
    expect(reserved).toBe(0);
  });
});
