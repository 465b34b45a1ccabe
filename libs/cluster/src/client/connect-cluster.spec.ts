import { afterEach, describe, expect, it } from '@jest/globals';
import { status, type Metadata } from '@grpc/grpc-js';
import { CampaignState } from '../contracts/generated/darkreach/v1/campaign.js';
import { connectCluster, type ClusterConnection } from './connect-cluster.js';
import { answering, campaign, fakeCluster, refusal, type FakeCluster, type Handlers } from './fixtures/fake-cluster.js';

const opened: (ClusterConnection | FakeCluster)[] = [];
afterEach(() => opened.splice(0).forEach((one) => ('close' in one ? one.close() : one.kill())));

async function connected(handlers: Handlers, token?: string): Promise<ClusterConnection> {
  const cluster = await fakeCluster(handlers);
  const connection = connectCluster({ server: cluster.server, token });
  opened.push(connection, cluster);
  return connection;
}

describe('connectCluster', () => {
  it('sends the token with each call, also on plain loopback', async () => {
    const seen: unknown[] = [];
    const getCampaign = answering(({ name }: { name: string }, metadata: Metadata) => {
      seen.push(metadata.get('authorization'));
      return { ...campaign(CampaignState.RUNNING), name };
    });
    const { campaigns } = await connected({ getCampaign }, 'secret');
    expect(await campaigns.getCampaign({ name: 'campaigns/a' })).toMatchObject({ name: 'campaigns/a', state: 2 });
    expect(seen).toEqual([['Bearer secret']]);
  });

  it('makes an error of what is refused: code, reason, message and every field', async () => {
    const { campaigns, server } = await connected({
      getCampaign: answering(() => {
        throw refusal('no such thing', 'CAMPAIGN_INVALID', 'campaign_yaml');
      }),
    });
    await expect(campaigns.getCampaign({ name: '' })).rejects.toMatchObject({
      name: 'CallError',
      code: 'INVALID_ARGUMENT',
      reason: 'CAMPAIGN_INVALID',
      message: 'no such thing',
      violations: [{ field: 'campaign_yaml', description: 'no such thing' }],
      retryable: false,
      server,
    });
  });

  it('asks again by itself when the cluster is unavailable for a moment, but not for what does something else then', async () => {
    let calls = 0;
    const unavailable = Object.assign(new Error('starting'), { code: status.UNAVAILABLE, details: 'starting' });
    const flaky = answering(() => {
      calls += 1;
      if (calls < 3) throw unavailable;
      return campaign(CampaignState.RUNNING);
    });
    const { campaigns } = await connected({ getCampaign: flaky, retryCampaign: flaky });
    expect((await campaigns.getCampaign({ name: '' })).state).toBe(CampaignState.RUNNING);
    calls = 0;
    await expect(campaigns.retryCampaign({ name: '' })).rejects.toMatchObject({ code: 'UNAVAILABLE', retryable: true });
  });

  it('does not wait longer than it is told to, nor after an abort', async () => {
    const { campaigns } = await connected({ getCampaign: () => undefined });
    await expect(campaigns.getCampaign({ name: '' }, { timeout: 0.05 })).rejects.toMatchObject({
      code: 'DEADLINE_EXCEEDED',
    });
    const controller = new AbortController();
    const call = campaigns.getCampaign({ name: '' }, { signal: controller.signal });
    controller.abort();
    await expect(call).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it('says that nobody is there', async () => {
    const connection = connectCluster({ server: '127.0.0.1:1' });
    opened.push(connection);
    await expect(connection.campaigns.retryCampaign({ name: '' })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });
});
