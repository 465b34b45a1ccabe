import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client, credentials, loadPackageDefinition, status, type ServiceError } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { protoPath } from 'grpc-health-check';
import { createServer } from 'node:net';
import type { ListChannelsResponse } from '@darkreach/cluster';
import { answerOf, as, ask, configForTests, startEdgeForTests, type EdgeUnderTest } from '../../fixtures/edge.js';
import { CAMPAIGN, memoryEngine } from '../../fixtures/memory-engine.js';
import { rawCall, rawClient } from '../../fixtures/raw-call.js';
import { startEdge } from './start-edge.js';

interface HealthAnswer {
  readonly status: string;
}
type HealthClient = Client & {
  check(request: { service: string }, callback: (error: ServiceError | null, answer: HealthAnswer) => void): void;
};

function healthClient(address: string): HealthClient {
  const loaded = loadPackageDefinition(loadSync(protoPath, { enums: String })) as unknown as {
    grpc: { health: { v1: { Health: new (address: string, channel: unknown) => HealthClient } } };
  };
  return new loaded.grpc.health.v1.Health(address, credentials.createInsecure());
}

function healthOf(client: HealthClient, service: string): Promise<string> {
  return new Promise((resolve, reject) => {
    client.check({ service }, (error, answer) => (error === null ? resolve(answer.status) : reject(error)));
  });
}

describe('the edge', () => {
  let edge: EdgeUnderTest;
  const get = (path: string): Promise<Response> => fetch(`http://127.0.0.1:${edge.httpPort}${path}`);

  beforeAll(async () => {
    edge = await startEdgeForTests();
  });
  afterAll(() => edge.close());

  test('answers a unary call through Nest with what the desk says', async () => {
    const { campaigns } = edge.clients();
    const answer = await ask((callback) => campaigns.getCampaign({ name: CAMPAIGN.name }, as('viewer'), callback));
    expect(answer).toMatchObject({ code: 'OK', response: CAMPAIGN });
    expect(edge.engine.asked.at(-1)).toEqual({
      what: 'get',
      with: ['quick-0123456789ab', { tenant: 'belle', role: 'viewer' }],
    });
  });

  test('hands out pages by tokens that say nothing and serve no other list', async () => {
    const { campaigns } = edge.clients();
    const page = (pageToken: string) =>
      ask<{ nextPageToken: string }>((callback) =>
        campaigns.listCampaigns({ pageSize: 0, pageToken }, as('viewer'), callback),
      );
    const token = (await page('')).response?.nextPageToken ?? '';
    expect(edge.engine.asked.at(-1)?.with[0]).toEqual({ size: 50 });
    expect(Buffer.from(token, 'base64').toString()).not.toBe('behind the first');
    expect((await page(token)).response?.nextPageToken).toBe('');
    expect(edge.engine.asked.at(-1)?.with[0]).toEqual({ size: 50, after: 'behind the first' });
    const elsewhere = await ask((callback) =>
      campaigns.listLogEntries({ parent: CAMPAIGN.name, pageSize: 0, pageToken: token }, as('viewer'), callback),
    );
    expect(elsewhere).toMatchObject({ code: 'INVALID_ARGUMENT', violations: [{ field: 'page_token' }] });
  });

  test('knows the searches without asking anybody', async () => {
    const { channels } = edge.clients();
    const all = await ask<ListChannelsResponse>((callback) => channels.listChannels({}, as('viewer'), callback));
    expect(all.response?.channels.map(({ name }) => name)).toContain('channels/dark-photon-invisible');
    const request = { name: 'channels/dark-photon-invisible' };
    const one = await ask((callback) => channels.describeChannel(request, as('viewer'), callback));
    expect(one.response).toMatchObject({
      couplingName: 'kinetic mixing',
      experiments: [{ id: 'babar' }, { id: 'belle2' }],
    });
    const none = await ask((callback) => channels.describeChannel({ name: 'channels/x' }, as('viewer'), callback));
    expect(none).toMatchObject({ code: 'NOT_FOUND', reason: 'CHANNEL_NOT_FOUND' });
  });

  test('answers probes: live always, ready when every check is', async () => {
    expect((await get('/healthz')).status).toBe(200);
    const ready = await get('/readyz');
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({ ready: true, checks: [{ name: 'ledger', ready: true }, {}, {}, {}] });
  });

  test('answers grpc.health.v1 without a token', async () => {
    const client = healthClient(edge.address);
    expect(await healthOf(client, '')).toBe('SERVING');
    expect(await healthOf(client, 'darkreach.v1.CampaignService')).toBe('SERVING');
    client.close();
  });

  test('describes itself by reflection, without a token', async () => {
    const client = rawClient(edge.address);
    // list_services = ""
    const answer = await rawCall(client, '/grpc.reflection.v1.ServerReflection/ServerReflectionInfo', [
      Buffer.from([0x3a, 0x00]),
    ]);
    expect(answer.code).toBe('OK');
    client.close();
  });

  test('counts calls by method and status', async () => {
    const text = await (await get('/metrics')).text();
    expect(text).toMatch(/darkreach_grpc_requests_total\{method="CampaignService\/GetCampaign",code="OK"\} [1-9]/);
    expect(text).toContain('darkreach_watchers 0');
    expect(text).toContain('darkreach_process_cpu_seconds_total');
  });

  test('takes 500 connections at once, and answers each', async () => {
    const clients = Array.from(
      { length: 500 },
      () => new Client(edge.address, credentials.createInsecure(), { 'grpc.use_local_subchannel_pool': 1 }),
    );
    const path = '/darkreach.v1.WorkerService/DrainWorker';
    const request = Buffer.concat([Buffer.from([0x0a, 8]), Buffer.from('worker-1')]);
    const answers = await Promise.all(clients.map((client) => rawCall(client, path, [request], as('worker'))));
    expect(new Set(answers.map(({ code }) => code))).toEqual(new Set(['OK']));
    for (const client of clients) client.close();
  });
});

describe('an edge that begins or ends', () => {
  test('is not ready while something is missing, and says what', async () => {
    const engine = memoryEngine();
    engine.missing.set('redis policy', 'Redis runs with maxmemory-policy allkeys-lru; it has to be noeviction');
    const silent = { log: () => undefined, warn: () => undefined, error: () => undefined };
    const edge = await startEdge({ config: configForTests(), engine, logger: silent });
    const answer = await fetch(`http://127.0.0.1:${edge.httpPort}/readyz`);
    expect(answer.status).toBe(503);
    const { checks } = (await answer.json()) as { checks: { name: string; reason?: string }[] };
    expect(checks.find(({ name }) => name === 'redis policy')?.reason).toContain('noeviction');
    const client = healthClient(`127.0.0.1:${edge.grpcPort}`);
    expect(await healthOf(client, '')).toBe('SERVING');
    expect(await healthOf(client, 'darkreach.v1.CampaignService')).toBe('NOT_SERVING');
    client.close();
    await edge.close();
  });

  test('finishes what it has begun to answer, ends watches with UNAVAILABLE, and takes nothing new', async () => {
    const edge = await startEdgeForTests();
    const { campaigns } = edge.clients();
    let answer = (): void => undefined;
    edge.engine.answers.get = () => new Promise((resolve) => (answer = () => resolve(CAMPAIGN)));
    const slow = ask((callback) => campaigns.getCampaign({ name: CAMPAIGN.name }, as('viewer'), callback));
    const watch = campaigns.watchCampaign({ name: CAMPAIGN.name, resumeToken: '' }, as('viewer'));
    const watchEnd = new Promise<ServiceError>((resolve) => watch.on('error', resolve as (error: Error) => void));
    while (edge.engine.watches.length === 0 || edge.engine.asked.length < 2) await new Promise(setImmediate);
    const closed = edge.close();
    expect(answerOf(await watchEnd)).toMatchObject({ code: 'UNAVAILABLE', reason: 'SHUTTING_DOWN' });
    answer();
    expect(await slow).toMatchObject({ code: 'OK', response: CAMPAIGN });
    await closed;
    const client = rawClient(edge.address);
    expect((await rawCall(client, '/darkreach.v1.FleetService/ListTokens', [])).code).toBe('UNAVAILABLE');
    client.close();
  });

  test('does not wait for ever for a call that hangs', async () => {
    const edge = await startEdgeForTests({ DARKREACH_GRACE_SECONDS: '0.2' });
    const { campaigns } = edge.clients();
    edge.engine.answers.get = () => new Promise(() => undefined);
    const hanging = ask((callback) => campaigns.getCampaign({ name: CAMPAIGN.name }, as('viewer'), callback));
    while (edge.engine.asked.length < 1) await new Promise(setImmediate);
    const since = performance.now();
    await edge.close();
    expect(performance.now() - since).toBeLessThan(2000);
    expect((await hanging).code).not.toBe(status[status.OK]);
  });

  test.each(['DARKREACH_GRPC_ADDRESS', 'DARKREACH_HTTP_ADDRESS'])('says that %s is taken', async (variable) => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as { port: number };
    await expect(startEdgeForTests({ [variable]: `127.0.0.1:${port}` })).rejects.toThrow(
      `${variable}: 127.0.0.1:${port}`,
    );
    taken.close();
  });
});
