import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readClusterFile, removeClusterFile, writeClusterFile } from './cluster-file.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'darkreach-cluster-file-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const cluster = { server: '127.0.0.1:1', http: '127.0.0.1:2', token: 'secret' };

describe('cluster.json', () => {
  it('says who runs here, to the owner alone', () => {
    expect(readClusterFile(folder)).toBeUndefined();
    writeClusterFile(folder, cluster);
    expect(readClusterFile(folder)).toMatchObject({ ...cluster, pid: process.pid });
    expect(statSync(join(folder, 'cluster.json')).mode & 0o777).toBe(0o600);
    removeClusterFile(folder);
    expect(readClusterFile(folder)).toBeUndefined();
  });

  it('counts for nothing when its supervisor is gone', () => {
    writeClusterFile(folder, cluster);
    const file = join(folder, 'cluster.json');
    const content = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    writeFileSync(file, JSON.stringify({ ...content, identity: 'of an earlier process with this number' }));
    expect(readClusterFile(folder)).toBeUndefined();
    writeFileSync(file, '{');
    expect(readClusterFile(folder)).toBeUndefined();
  });
});
