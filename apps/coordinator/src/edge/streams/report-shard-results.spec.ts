import {
  LedgerUnavailableError,
  ReportOutcome,
  type ReportShardResultsRequest,
  type ReportShardResultsResponse,
} from '@darkreach/cluster';
import type { ClientWritableStream } from '@grpc/grpc-js';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { as, ask, startEdgeForTests, type Answer, type Clients, type EdgeUnderTest } from '../../../fixtures/edge.js';

const MIB = 1024 * 1024;
const CHUNK = 256 * 1024;

type Part = ReportShardResultsRequest;
type Upload = ClientWritableStream<Part>;

function header(bytes: Buffer, changed: { readonly size?: number; readonly digest?: string } = {}): Part {
  const digest = createHash('sha256').update(bytes).digest('hex');
  const token = { campaignId: 'quick-1', shardId: 'simulate/x/0', attempt: 1, epoch: 1 };
  const value = { workerId: 'worker-1', token, digest, size: bytes.length, seconds: 1.5, ...changed };
  return { part: { $case: 'header', value } };
}

function chunk(value: Buffer): Part {
  return { part: { $case: 'chunk', value } };
}

function chunks(bytes: Buffer): Part[] {
  const count = Math.ceil(bytes.length / CHUNK);
  return Array.from({ length: count }, (_, index) => chunk(bytes.subarray(index * CHUNK, (index + 1) * CHUNK)));
}

describe('ReportShardResults', () => {
  let edge: EdgeUnderTest;
  let clients: Clients;

  beforeAll(async () => {
    edge = await startEdgeForTests();
    clients = edge.clients();
  });
  afterAll(() => edge.close());
  beforeEach(() => {
    edge.engine.asked.length = 0;
  });

  /** Sends parts, no faster than they are taken, as long as the call lives. */
  async function report(...parts: readonly Part[]): Promise<Answer<ReportShardResultsResponse>> {
    let upload: Upload | undefined;
    const answer = ask<ReportShardResultsResponse>((callback) => {
      upload = clients.workers.reportShardResults(as('worker'), callback);
      upload.on('error', () => undefined);
    });
    for (const part of parts) await Promise.race([answer, write(upload, part)]);
    upload?.end();
    return answer;
  }

  function write(upload: Upload | undefined, part: Part): Promise<void> {
    return new Promise((resolve) => upload?.write(part, () => resolve()));
  }

  const uploads = (): number => edge.engine.asked.filter(({ what }) => what === 'report').length;

  test('hands header and bytes to the desk, and answers with its outcome', async () => {
    const bytes = Buffer.alloc(3 * CHUNK + 17, 'abc');
    const { code, response } = await report(header(bytes), ...chunks(bytes));
    expect({ code, response }).toEqual({ code: 'OK', response: { outcomes: [ReportOutcome.ACCEPTED] } });
    const [given, arrived] = edge.engine.asked.at(-1)?.with as [{ workerId: string }, Buffer];
    expect(given.workerId).toBe('worker-1');
    expect(arrived.equals(bytes)).toBe(true);
  });

  test('takes many results in one call, and answers for each in their order', async () => {
    const before = edge.engine.answers.report;
    edge.engine.answers.report = async ({ size }) => (size === 2 ? ReportOutcome.STALE : ReportOutcome.ACCEPTED);
    const results = [1, 2, 3].map((size) => Buffer.alloc(size, 'x'));
    const { response } = await report(...results.flatMap((bytes) => [header(bytes), chunk(bytes)]));
    const { ACCEPTED, STALE } = ReportOutcome;
    expect(response).toEqual({ outcomes: [ACCEPTED, STALE, ACCEPTED] });
    expect(uploads()).toBe(3);
    edge.engine.answers.report = before;
  });

  test('takes the largest result that is allowed', async () => {
    const bytes = Buffer.alloc(64 * MIB, 7);
    expect(await report(header(bytes), ...chunks(bytes))).toMatchObject({ code: 'OK' });
  });

  test('says what the desk says when it fails', async () => {
    const before = edge.engine.answers.report;
    edge.engine.answers.report = () => Promise.reject(new LedgerUnavailableError('the ledger does not answer'));
    const bytes = Buffer.from('result');
    expect(await report(header(bytes), chunk(bytes))).toMatchObject({
      code: 'UNAVAILABLE',
      reason: 'LEDGER_UNAVAILABLE',
    });
    edge.engine.answers.report = before;
  });

  const bytes = Buffer.from('a result');
  test.each<[string, Part[], string, string]>([
    ['more than is allowed', [header(bytes, { size: 64 * MIB + 1 })], 'RESOURCE_EXHAUSTED', 'UPLOAD_TOO_LARGE'],
    [
      'a chunk that is too large',
      [header(Buffer.alloc(CHUNK + 1)), chunk(Buffer.alloc(CHUNK + 1))],
      'RESOURCE_EXHAUSTED',
      'CHUNK_TOO_LARGE',
    ],
    [
      'more than it has announced',
      [header(bytes, { size: 3 }), chunk(bytes)],
      'RESOURCE_EXHAUSTED',
      'UPLOAD_TOO_LARGE',
    ],
    ['less than it has announced', [header(bytes, { size: 9 }), chunk(bytes)], 'DATA_LOSS', 'UPLOAD_DAMAGED'],
    [
      'other bytes than it has announced',
      [header(bytes), chunk(Buffer.from('A result'))],
      'DATA_LOSS',
      'UPLOAD_DAMAGED',
    ],
    ['a chunk before the header', [chunk(bytes), header(bytes)], 'INVALID_ARGUMENT', 'INVALID_REQUEST'],
    ['a header before the chunks are all there', [header(bytes), header(bytes)], 'DATA_LOSS', 'UPLOAD_DAMAGED'],
    [
      'more results than a call may have',
      Array.from({ length: 65 }, () => [header(bytes), chunk(bytes)]).flat(),
      'INVALID_ARGUMENT',
      'INVALID_REQUEST',
    ],
    ['nothing at all', [], 'INVALID_ARGUMENT', 'INVALID_REQUEST'],
    ['a part that is neither', [{ part: undefined }], 'INVALID_ARGUMENT', 'INVALID_REQUEST'],
    ['a digest that is none', [header(bytes, { digest: 'XYZ' })], 'INVALID_ARGUMENT', 'INVALID_REQUEST'],
    ['a size below zero', [header(bytes, { size: -1 })], 'INVALID_ARGUMENT', 'INVALID_REQUEST'],
  ])('refuses %s, and asks the desk nothing', async (_, parts, code, reason) => {
    const answer = await report(...parts);
    expect(answer).toMatchObject({ code, reason });
    expect(uploads()).toBe(0);
  });

  test('sets 256 MiB aside for all uploads together, refuses what has no room, and has it again when they are gone', async () => {
    const announced = header(Buffer.alloc(0), { size: 64 * MIB });
    const held = Array.from({ length: 4 }, () => {
      const upload = clients.workers.reportShardResults(as('worker'), () => undefined);
      upload.write(announced);
      return upload;
    });
    await until(async () => (await reserved()) === 256 * MIB);
    const busy = await report(header(bytes), chunk(bytes));
    expect(busy).toMatchObject({ code: 'RESOURCE_EXHAUSTED', reason: 'UPLOADS_BUSY' });
    for (const upload of held) upload.cancel();
    await until(async () => (await reserved()) === 0);
    expect(await report(header(bytes), chunk(bytes))).toMatchObject({ code: 'OK' });
  });

  async function reserved(): Promise<number> {
    const text = await (await fetch(`http://127.0.0.1:${edge.httpPort}/metrics`)).text();
    return Number(/^darkreach_upload_reserved_bytes (\d+)/m.exec(text)?.[1]);
  }
});

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 10));
}
