import { afterEach, describe, expect, it } from '@jest/globals';
import { status, type ServerWritableStream } from '@grpc/grpc-js';
import { createHash } from 'node:crypto';
import type { DownloadResultRequest, DownloadResultResponse } from '../contracts/generated/darkreach/v1/result.js';
import { connectCluster, type ClusterConnection } from './connect-cluster.js';
import { fakeCluster, type FakeCluster } from './fixtures/fake-cluster.js';
import { readResultFile } from './read-result-file.js';

type Download = ServerWritableStream<DownloadResultRequest, DownloadResultResponse>;

const opened: (ClusterConnection | FakeCluster)[] = [];
afterEach(() => opened.splice(0).forEach((one) => ('close' in one ? one.close() : one.kill())));

const content = Buffer.alloc(600_000, 'limits,');
const file = { path: 'limits.csv', size: content.length, sha256: createHash('sha256').update(content).digest('hex') };

async function connected(downloadResult: (call: Download) => void): Promise<ClusterConnection> {
  const cluster = await fakeCluster({ downloadResult });
  const connection = connectCluster({ server: cluster.server });
  opened.push(connection, cluster);
  return connection;
}

function send(call: Download, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; at += 262_144) call.write({ chunk: bytes.subarray(at, at + 262_144) });
  call.end();
}

describe('readResultFile', () => {
  it('puts the chunks together again', async () => {
    const connection = await connected((call) => {
      expect(call.request).toEqual({ parent: 'campaigns/reach-1', path: 'limits.csv' });
      send(call, content);
    });
    expect(content.equals(await readResultFile(connection, 'campaigns/reach-1', file))).toBe(true);
  });

  it('asks again for what was cut short or damaged', async () => {
    let calls = 0;
    const connection = await connected((call) => {
      calls += 1;
      if (calls === 1) {
        call.write({ chunk: content.subarray(0, 1000) });
        call.emit('error', { code: status.UNAVAILABLE, details: 'going down' });
      } else send(call, calls === 2 ? content.subarray(1) : content);
    });
    expect(content.equals(await readResultFile(connection, 'campaigns/reach-1', file))).toBe(true);
    expect(calls).toBe(3);
  });

  it('does not ask again for what is not there', async () => {
    let calls = 0;
    const connection = await connected((call) => {
      calls += 1;
      call.emit('error', { code: status.NOT_FOUND, details: 'no such file' });
    });
    await expect(readResultFile(connection, 'campaigns/reach-1', file)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(calls).toBe(1);
  });
});
