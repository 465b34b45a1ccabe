import type { DownloadResultResponse } from '@darkreach/cluster';
import type { ServiceError } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { answerOf, as, startEdgeForTests, type EdgeUnderTest } from '../../../fixtures/edge.js';
import { CAMPAIGN } from '../../../fixtures/memory-engine.js';

describe('DownloadResult', () => {
  let edge: EdgeUnderTest;

  beforeAll(async () => {
    edge = await startEdgeForTests();
  });
  afterAll(() => edge.close());

  async function download(path: string): Promise<Buffer[]> {
    const stream = edge.clients().results.downloadResult({ parent: CAMPAIGN.name, path }, as('viewer'));
    const chunks: Buffer[] = [];
    stream.on('data', ({ chunk }: DownloadResultResponse) => chunks.push(chunk));
    await once(stream, 'end');
    return chunks;
  }

  test('sends a file in chunks of at most 256 KiB', async () => {
    const content = Buffer.alloc(10 * 1024 * 1024 + 3, 'limits');
    edge.engine.files.set('plots/reach.pdf', content);
    const chunks = await download('plots/reach.pdf');
    expect(Buffer.concat(chunks).equals(content)).toBe(true);
    expect(Math.max(...chunks.map(({ length }) => length))).toBe(256 * 1024);
  });

  test('sends an empty file as no chunk', async () => {
    edge.engine.files.set('empty.csv', Buffer.alloc(0));
    expect(await download('empty.csv')).toEqual([]);
  });

  test.each([
    ['a file that is not there', 'limits.csv', 'NOT_FOUND'],
    ['a way out of the folder', '../../etc/passwd', 'INVALID_ARGUMENT'],
    ['an absolute path', '/etc/passwd', 'INVALID_ARGUMENT'],
  ])('refuses %s', async (_, path, code) => {
    await expect(download(path).catch((error: unknown) => answerOf(error as ServiceError).code)).resolves.toBe(code);
  });

  test('stops when the client goes', async () => {
    edge.engine.files.set('large.bin', Buffer.alloc(32 * 1024 * 1024));
    const stream = edge.clients().results.downloadResult({ parent: CAMPAIGN.name, path: 'large.bin' }, as('viewer'));
    stream.on('error', () => undefined);
    await once(stream, 'data');
    stream.cancel();
    await new Promise((resolve) => stream.on('status', resolve));
    expect((await download('empty.csv')).length).toBe(0);
  });
});
