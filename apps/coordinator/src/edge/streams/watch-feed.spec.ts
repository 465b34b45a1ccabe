import type { WatchCampaignResponse } from '@darkreach/cluster';
import { describe, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { CAMPAIGN, logEntry } from '../../../fixtures/memory-engine.js';
import type { WatchUpdate } from '../../desk.js';
import { WatchFeed } from './watch-feed.js';

/** A transport that takes a message when it is told to. */
function transport(pauseMs = 0, mostKept = 1000) {
  const sent: WatchCampaignResponse[] = [];
  const ends: unknown[] = [];
  const waiting: (() => void)[] = [];
  const feed = new WatchFeed({
    pauseMs: () => pauseMs,
    token: String,
    mostKept,
    sink: {
      write: (message, taken) => {
        sent.push(message);
        waiting.push(taken);
      },
      end: () => ends.push('end'),
      fail: (error) => ends.push(error),
    },
  });
  return { feed, sent, ends, take: () => waiting.shift()?.() };
}

function update(number: number, entries = 1): WatchUpdate {
  const logEntries = Array.from({ length: entries }, (_, index) => logEntry(`${number}.${index}`));
  return { campaign: { ...CAMPAIGN, message: String(number) }, logEntries, position: number };
}

describe('the feed of a watcher', () => {
  test('sends the first update at once', () => {
    const { feed, sent } = transport(10_000);
    feed.push(update(1));
    expect(sent).toEqual([{ campaign: update(1).campaign, logEntries: update(1).logEntries, resumeToken: '1' }]);
    feed.close();
  });

  test('sends a slow reader the newest snapshot with every log entry', () => {
    const { feed, sent, take } = transport();
    for (let number = 1; number <= 50; number++) feed.push(update(number));
    expect(sent).toHaveLength(1);
    take();
    expect(sent).toHaveLength(2);
    expect(sent[1]?.campaign?.message).toBe('50');
    expect(sent[1]?.logEntries).toHaveLength(49);
    expect(sent[1]?.resumeToken).toBe('50');
  });

  test('makes a pause between messages, and leaves nothing out', async () => {
    const { feed, sent, take } = transport(40);
    feed.push(update(1));
    take();
    feed.push(update(2));
    feed.push(update(3));
    expect(sent).toHaveLength(1);
    await sleep(100);
    expect(sent.map(({ campaign, logEntries }) => [campaign?.message, logEntries.length])).toEqual([
      ['1', 1],
      ['3', 2],
    ]);
  });

  test('cuts a long log into messages, each with the token behind what it holds', () => {
    const { feed, sent, take } = transport(0, 10_000);
    feed.push(update(1));
    for (let number = 2; number <= 5; number++) feed.push(update(number, 300));
    for (let taken = 0; taken < 5; taken++) take();
    expect(sent.map(({ resumeToken, logEntries }) => [resumeToken, logEntries.length])).toEqual([
      ['1', 1],
      ['2', 300],
      ['3', 300],
      ['4', 300],
      ['5', 300],
    ]);
    expect(sent.flatMap(({ logEntries }) => logEntries).length).toBe(1201);
  });

  test('ends after what is left, without a pause', () => {
    const { feed, sent, ends, take } = transport(10_000);
    feed.push(update(1));
    feed.push(update(2));
    feed.end();
    expect(ends).toEqual([]);
    take();
    expect(sent).toHaveLength(2);
    take();
    expect(ends).toEqual(['end']);
  });

  test('gives up a reader that never reads before its log fills the memory', () => {
    const { feed, ends } = transport(0, 100);
    for (let number = 1; number <= 200; number++) feed.push(update(number));
    expect(ends).toEqual([expect.objectContaining({ reason: 'WATCHER_TOO_SLOW', code: 'RESOURCE_EXHAUSTED' })]);
  });

  test('says nothing after its end', () => {
    const { feed, sent, ends, take } = transport();
    feed.push(update(1));
    feed.fail(new Error('over'));
    feed.push(update(2));
    feed.end();
    feed.fail(new Error('again'));
    take();
    expect(sent).toHaveLength(1);
    expect(ends).toHaveLength(1);
  });
});
