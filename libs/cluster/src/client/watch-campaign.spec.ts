import { afterEach, describe, expect, it } from '@jest/globals';
import { status, type ServerWritableStream } from '@grpc/grpc-js';
import {
  CampaignState,
  type WatchCampaignRequest,
  type WatchCampaignResponse,
} from '../contracts/generated/darkreach/v1/campaign.js';
import type { CallError } from './call-error.js';
import { connectCluster, type ClusterConnection } from './connect-cluster.js';
import { campaign, fakeCluster, type FakeCluster } from './fixtures/fake-cluster.js';
import { watchCampaign } from './watch-campaign.js';

type Watch = ServerWritableStream<WatchCampaignRequest, WatchCampaignResponse>;

const opened: (ClusterConnection | FakeCluster)[] = [];
afterEach(() => opened.splice(0).forEach((one) => ('close' in one ? one.close() : one.kill())));

const message = (state: CampaignState, resumeToken: string): WatchCampaignResponse => ({
  campaign: campaign(state),
  logEntries: [],
  resumeToken,
});

async function tokens(watching: AsyncIterable<WatchCampaignResponse>): Promise<string[]> {
  const seen: string[] = [];
  for await (const { resumeToken } of watching) seen.push(resumeToken);
  return seen;
}

describe('watchCampaign', () => {
  it('goes on behind the last message when the cluster was killed and is back, and ends with the campaign', async () => {
    const asked: string[] = [];
    const first = await fakeCluster({
      watchCampaign: (call: Watch) => {
        asked.push(call.request.resumeToken);
        call.write(message(CampaignState.RUNNING, 'one'));
        setTimeout(() => first.kill(), 50);
      },
    });
    const connection = connectCluster({ server: first.server });
    opened.push(connection, first);
    const lost: CallError[] = [];
    const back = new Promise<FakeCluster>((resolve, reject) =>
      setTimeout(() => {
        const watch = (call: Watch) => {
          asked.push(call.request.resumeToken);
          call.write(message(CampaignState.RUNNING, 'two'));
          call.write(message(CampaignState.SUCCEEDED, 'three'));
        };
        fakeCluster({ watchCampaign: watch }, first.port).then(resolve, reject);
      }, 600),
    );
    const name = 'campaigns/reach-1';
    const seen = await tokens(watchCampaign(connection, { name, onLost: (error) => lost.push(error) }));
    opened.push(await back);
    expect(seen).toEqual(['one', 'two', 'three']);
    expect(asked).toEqual(['', 'one']);
    expect(lost.length).toBeGreaterThan(0);
    expect(lost.every(({ retryable }) => retryable)).toBe(true);
  });

  it('asks again when a stream ends before the campaign has', async () => {
    let calls = 0;
    const cluster = await fakeCluster({
      watchCampaign: (call: Watch) => {
        calls += 1;
        call.write(message(calls === 1 ? CampaignState.PAUSED : CampaignState.CANCELLED, String(calls)));
        call.end();
      },
    });
    const connection = connectCluster({ server: cluster.server });
    opened.push(connection, cluster);
    expect(await tokens(watchCampaign(connection, { name: 'campaigns/reach-1', resumeToken: 'x' }))).toEqual([
      '1',
      '2',
    ]);
  });

  it('does not ask again for what is refused', async () => {
    const cluster = await fakeCluster({
      watchCampaign: (call: Watch) => call.emit('error', { code: status.NOT_FOUND, details: 'no such campaign' }),
    });
    const connection = connectCluster({ server: cluster.server });
    opened.push(connection, cluster);
    await expect(tokens(watchCampaign(connection, { name: 'campaigns/none' }))).rejects.toMatchObject({
      name: 'CallError',
      code: 'NOT_FOUND',
    });
  });

  it('ends at once when it is told to, and takes its stream back', async () => {
    let cancelled: () => void = () => undefined;
    const gone = new Promise<void>((resolve) => (cancelled = resolve));
    const cluster = await fakeCluster({
      watchCampaign: (call: Watch) => {
        call.write(message(CampaignState.RUNNING, 'one'));
        call.on('cancelled', cancelled);
      },
    });
    const connection = connectCluster({ server: cluster.server });
    opened.push(connection, cluster);
    const controller = new AbortController();
    const watching = watchCampaign(connection, { name: 'campaigns/reach-1', signal: controller.signal });
    await watching.next();
    const next = watching.next();
    controller.abort();
    expect((await next).done).toBe(true);
    await gone;
  });
});
