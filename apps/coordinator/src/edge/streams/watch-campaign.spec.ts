import type { WatchCampaignResponse } from '@darkreach/cluster';
import { status, type ClientReadableStream, type ServiceError } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerOf, as, startEdgeForTests, type Clients, type EdgeUnderTest } from '../../../fixtures/edge.js';
import { unreadWatch } from '../../../fixtures/unread-watch.js';
import { CAMPAIGN, logEntry, type InsideWatch } from '../../../fixtures/memory-engine.js';

type Stream = ClientReadableStream<WatchCampaignResponse>;

describe('WatchCampaign', () => {
  let edge: EdgeUnderTest;
  let clients: Clients;

  beforeAll(async () => {
    edge = await startEdgeForTests();
    clients = edge.clients();
  });
  afterAll(() => edge.close());

  async function watch(
    resumeToken = '',
  ): Promise<{ stream: Stream; inside: InsideWatch; seen: WatchCampaignResponse[] }> {
    const known = edge.engine.watches.length;
    const stream = clients.campaigns.watchCampaign({ name: CAMPAIGN.name, resumeToken }, as('viewer'));
    const seen: WatchCampaignResponse[] = [];
    stream.on('data', (message: WatchCampaignResponse) => seen.push(message));
    stream.on('error', () => undefined);
    await until(() => edge.engine.watches.length > known);
    return { stream, inside: edge.engine.watches[known]!, seen };
  }

  test('hands updates on as they come, and ends when the campaign has ended', async () => {
    const { stream, inside, seen } = await watch();
    const ended = statusOf(stream);
    const entries = [logEntry('begun'), logEntry('merged')];
    inside.push({ campaign: CAMPAIGN, logEntries: entries, position: 2 });
    await until(() => seen.length === 1);
    expect(seen[0]).toMatchObject({ campaign: CAMPAIGN, logEntries: entries });
    inside.end();
    expect(await ended).toBe('OK');
    expect(inside.closed).toBe(true);
  });

  test('goes on behind the last message by its resume token', async () => {
    const first = await watch();
    first.inside.push({ campaign: CAMPAIGN, logEntries: [logEntry('one')], position: 41 });
    await until(() => first.seen.length === 1);
    first.stream.cancel();
    const second = await watch(first.seen[0]?.resumeToken);
    expect(second.inside.after).toBe(41);
    second.stream.cancel();
  });

  test('takes no token of another campaign', async () => {
    const { stream, inside, seen } = await watch();
    inside.push({ campaign: CAMPAIGN, logEntries: [], position: 1 });
    await until(() => seen.length === 1);
    stream.cancel();
    const request = { name: 'campaigns/other', resumeToken: seen[0]?.resumeToken ?? '' };
    const other = clients.campaigns.watchCampaign(request, as('viewer'));
    const error = await new Promise<ServiceError>((resolve) => other.on('error', resolve as (error: Error) => void));
    expect(answerOf(error)).toMatchObject({ code: 'INVALID_ARGUMENT', violations: [{ field: 'resume_token' }] });
  });

  test('tells the desk when a watcher has gone', async () => {
    const { stream, inside } = await watch();
    stream.cancel();
    await until(() => inside.closed);
  });

  test('keeps for a reader that does not read the newest snapshot and every log entry, not every message', async () => {
    const known = edge.engine.watches.length;
    const reader = unreadWatch(edge.address, CAMPAIGN.name);
    await until(() => edge.engine.watches.length > known);
    const inside = edge.engine.watches[known]!;
    const large = 'x'.repeat(100_000);
    for (let number = 1; number <= 300; number++) {
      inside.push({
        campaign: { ...CAMPAIGN, message: `${number} ${large}` },
        logEntries: [logEntry(String(number))],
        position: number,
      });
      if (number % 50 === 0) await sleep(260);
    }
    reader.read();
    await until(() => reader.seen.at(-1)?.campaign?.message.startsWith('300 ') === true);
    expect(reader.seen.length).toBeLessThan(4);
    expect(reader.seen.flatMap(({ logEntries }) => logEntries.map(({ message }) => Number(message)))).toEqual(
      Array.from({ length: 300 }, (_, index) => index + 1),
    );
    reader.close();
  });

  test('serves a thousand watchers of one campaign, each about every three seconds', async () => {
    const known = edge.engine.watches.length;
    const streams = Array.from({ length: 1000 }, () =>
      clients.campaigns.watchCampaign({ name: CAMPAIGN.name, resumeToken: '' }, as('viewer')),
    );
    let messages = 0;
    const last = new Map<Stream, string>();
    for (const stream of streams) {
      stream.on('error', () => undefined);
      stream.on('data', ({ campaign }: WatchCampaignResponse) => {
        messages += 1;
        last.set(stream, campaign?.message ?? '');
      });
    }
    await until(() => edge.engine.watches.length === known + 1000);
    for (let number = 1; number <= 100; number++) {
      const campaign = { ...CAMPAIGN, message: String(number) };
      for (const inside of edge.engine.watches.slice(known)) inside.push({ campaign, logEntries: [], position: 1 });
      await sleep(20);
    }
    await until(() => streams.every((stream) => last.get(stream) === '100'));
    // 100,000 updates in two seconds and more: the first of each watcher, and the last.
    expect(messages).toBeLessThan(6000);
    for (const stream of streams) stream.cancel();
  });
});

function statusOf(stream: Stream): Promise<string> {
  return new Promise((resolve) => stream.on('status', ({ code }) => resolve(status[code])));
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(5);
}
