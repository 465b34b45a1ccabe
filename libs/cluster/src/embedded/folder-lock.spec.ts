import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockFolder } from './folder-lock.js';
import { processIdentity } from './process-identity.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'darkreach-lock-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('lockFolder', () => {
  it('lets one in at a time', () => {
    const file = join(folder, 'lock');
    const release = lockFolder(file, folder);
    expect(() => lockFolder(file, folder)).toThrow(`${folder} is in use by process ${process.pid}`);
    release();
    expect(existsSync(file)).toBe(false);
    lockFolder(file, folder)();
  });

  it.each([
    ['a process that is gone', JSON.stringify({ pid: 2 ** 22 + 1, identity: 'x' })],
    ['a process whose number has another one now', JSON.stringify({ pid: process.pid, identity: 'an earlier one' })],
    ['nobody, who wrote nonsense', '{'],
  ])('takes over the lock of %s', (_who, content) => {
    const file = join(folder, 'stale');
    writeFileSync(file, content);
    const release = lockFolder(file, folder);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
      pid: process.pid,
      identity: processIdentity(process.pid),
    });
    release();
    expect(readdirSync(folder)).toEqual([]);
  });
});
