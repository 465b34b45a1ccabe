import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clusterSecrets } from './cluster-secrets.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'darkreach-secrets-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('clusterSecrets', () => {
  it('stay the same from start to start, but for a port that is taken', async () => {
    const first = await clusterSecrets(folder);
    expect(first.grpcPort).not.toBe(first.httpPort);
    expect(first.operatorToken).not.toBe(first.workerToken);
    expect(await clusterSecrets(folder)).toEqual(first);
    expect(statSync(join(folder, 'cluster-secrets.json')).mode & 0o777).toBe(0o600);
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(first.grpcPort, '127.0.0.1', resolve));
    const moved = await clusterSecrets(folder);
    squatter.close();
    expect(moved.grpcPort).not.toBe(first.grpcPort);
    expect(moved).toEqual({ ...first, grpcPort: moved.grpcPort });
  });
});
