import type { ResultHeader } from '@darkreach/cluster';
import { RenewShardLeasesRequest, ReportShardResultsRequest } from '@darkreach/cluster';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import type { ClientHttp2Session } from 'node:http2';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { bareCall, bareSession, CODES, framed, openStream, type BareAnswer } from '../../fixtures/bare-call.js';
import { as, ask, startEdgeForTests, type Clients, type EdgeUnderTest } from '../../fixtures/edge.js';
import { CAMPAIGN, SECRETS } from '../../fixtures/memory-engine.js';

const MIB = 1024 * 1024;
const CREATE = '/darkreach.v1.CampaignService/CreateCampaign';
const GET = '/darkreach.v1.CampaignService/GetCampaign';
const RENEW = '/darkreach.v1.WorkerService/RenewShardLeases';
const REPORT = '/darkreach.v1.WorkerService/ReportShardResults';
const MOST_MS = 50;

const user = { authorization: `Bearer ${SECRETS.submitter}` };
const worker = { authorization: `Bearer ${SECRETS.worker}` };

const TOKEN = { campaignId: 'quick-1', shardId: 'simulate/x/0', attempt: 1, epoch: 1 };
const HEADER = { workerId: 'worker-1', token: TOKEN, digest: 'a'.repeat(64), size: 10, seconds: 1 };

function upload(changed: Partial<ResultHeader>): Buffer {
  const value = { ...HEADER, ...changed };
  return Buffer.from(ReportShardResultsRequest.encode({ part: { $case: 'header', value } }).finish());
}

/** A field of bytes. */
function field(number: number, bytes: Uint8Array): Buffer {
  const length: number[] = [];
  for (let rest = bytes.length; ; rest >>>= 7) {
    length.push(rest > 127 ? (rest & 127) | 128 : rest);
    if (rest <= 127) break;
  }
  return Buffer.concat([Buffer.from([(number << 3) | 2, ...length]), bytes]);
}

const manyTokens = RenewShardLeasesRequest.encode({
  workerId: 'worker-1',
  tokens: Array.from({ length: 250_000 }, () => ({ campaignId: '', shardId: '', attempt: 0, epoch: 0 })),
  events: 0,
  toys: 0,
}).finish();

describe('hostile input', () => {
  let edge: EdgeUnderTest;
  let session: ClientHttp2Session;
  let honest: Clients;

  beforeAll(async () => {
    edge = await startEdgeForTests();
    honest = edge.clients();
    session = bareSession(edge.address);
    await served();
  });
  afterAll(async () => {
    session.destroy();
    await edge.close();
  });

  async function served(): Promise<void> {
    const { code } = await ask((callback) =>
      honest.campaigns.getCampaign({ name: CAMPAIGN.name }, as('viewer'), callback),
    );
    expect(code).toBe('OK');
  }

  /** The quickest of a few answers: what the coordinator takes, not what else runs on this machine. */
  async function quickest(send: () => Promise<BareAnswer>): Promise<BareAnswer> {
    const answers: BareAnswer[] = [];
    for (let time = 0; time < 5; time++) answers.push(await send());
    expect(new Set(answers.map(({ status }) => status)).size).toBe(1);
    return answers.reduce((best, answer) => (answer.ms < best.ms ? answer : best));
  }

  test.each<[string, string, Buffer, keyof typeof CODES, Readonly<Record<string, string>>]>([
    ['more than 1 MiB', CREATE, framed(field(1, Buffer.alloc(MIB, 'a'))), 'RESOURCE_EXHAUSTED', user],
    ['a gigabyte that is announced', CREATE, Buffer.from([0, 0x40, 0, 0, 0, 1, 2, 3]), 'RESOURCE_EXHAUSTED', user],
    [
      'a long message where names are short',
      GET,
      framed(field(1, Buffer.alloc(8192, 'a'))),
      'RESOURCE_EXHAUSTED',
      user,
    ],
    ['a quarter of a million leases', RENEW, framed(manyTokens), 'INVALID_ARGUMENT', worker],
    ['a million groups, one in the other', CREATE, framed(Buffer.alloc(MIB - 8, 0x0b)), 'INVALID_ARGUMENT', user],
    ['a string that is no UTF-8', GET, framed(field(1, Buffer.from([0xff, 0xfe]))), 'INVALID_ARGUMENT', user],
    ['a field that is longer than the message', GET, framed(Buffer.from([0x0a, 0x7f, 1])), 'INVALID_ARGUMENT', user],
    [
      'a device that is not known',
      CREATE,
      framed(Buffer.concat([field(1, Buffer.from('x')), Buffer.from([0x18, 77])])),
      'INVALID_ARGUMENT',
      user,
    ],
    ['NaN seconds', REPORT, framed(upload({ seconds: NaN })), 'INVALID_ARGUMENT', worker],
    ['infinite seconds', REPORT, framed(upload({ seconds: -Infinity })), 'INVALID_ARGUMENT', worker],
    ['2^53 bytes to come', REPORT, framed(upload({ size: Number.MAX_SAFE_INTEGER })), 'RESOURCE_EXHAUSTED', worker],
    [
      'what unpacks to 100 MiB',
      CREATE,
      framed(gzipSync(Buffer.alloc(100 * MIB)), true),
      'RESOURCE_EXHAUSTED',
      { ...user, 'grpc-encoding': 'gzip' },
    ],
    ['no token', GET, framed(field(1, Buffer.from(CAMPAIGN.name))), 'UNAUTHENTICATED', {}],
    [
      'a method that is not there',
      '/darkreach.v1.CampaignService/DropTables',
      framed(Buffer.alloc(0)),
      'UNIMPLEMENTED',
      user,
    ],
  ])('is answered within 50 ms: %s', async (_, path, body, code, headers) => {
    const answer = await quickest(() => bareCall(session, path, body, headers));
    expect(answer.status).toBe(CODES[code]);
    expect(answer.ms).toBeLessThan(MOST_MS);
    await served();
  });

  test.each([
    ['random bytes', randomBytes(65_536)],
    ['HTTP/1.1', Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')],
    ['a handshake of TLS', Buffer.from('16030100c8010000c40303', 'hex')],
    [
      'a preface of HTTP/2 and random bytes',
      Buffer.concat([Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'), randomBytes(4096)]),
    ],
  ])('on the port is not answered, and hurts nobody: %s', async (_, bytes) => {
    const [host, port] = edge.address.split(':');
    const socket = connect(Number(port), host);
    socket.on('error', () => undefined);
    socket.on('data', () => undefined);
    await new Promise<void>((resolve) => socket.write(bytes, () => resolve()));
    await served();
    socket.destroy();
  });

  test('of ten thousand streams keeps nobody else waiting', async () => {
    const flood = bareSession(edge.address);
    // Let in, and never finished: only half a request is ever sent.
    const streams = Array.from({ length: 10_000 }, () => openStream(flood, GET, user));
    for (const stream of streams) stream.write(Buffer.from([0, 0, 0]));
    await new Promise((resolve) => setTimeout(resolve, 200));
    const since = performance.now();
    await served();
    expect(performance.now() - since).toBeLessThan(1000);
    const again = performance.now();
    await served();
    expect(performance.now() - again).toBeLessThan(MOST_MS);
    flood.destroy();
    await served();
  });
});
