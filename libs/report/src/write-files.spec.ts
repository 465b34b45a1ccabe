import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReportWriteError } from './errors.js';
import { writeFiles } from './write-files.js';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'darkreach-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('writeFiles', () => {
  it('makes the folder and leaves nothing but the files', async () => {
    const into = join(folder, 'a/b');
    const paths = await writeFiles(into, [
      { path: 'x', content: '1' },
      { path: 'y', content: Uint8Array.of(65) },
    ]);
    expect(paths).toEqual([join(into, 'x'), join(into, 'y')]);
    expect(await readdir(into)).toEqual(['x', 'y']);
    expect(await readFile(join(into, 'y'), 'utf8')).toBe('A');
  });

  it('makes the folders below it that files are in', async () => {
    const paths = await writeFiles(folder, [{ path: 'deep/x', content: '1' }]);
    expect(paths).toEqual([join(folder, 'deep/x')]);
    expect(await readdir(join(folder, 'deep'))).toEqual(['x']);
  });

  it('replaces what was there', async () => {
    await writeFile(join(folder, 'x'), 'a long one before');
    await writeFiles(folder, [{ path: 'x', content: '1' }]);
    expect(await readFile(join(folder, 'x'), 'utf8')).toBe('1');
  });

  it('touches no file when one of them cannot be prepared, and leaves no temporary ones', async () => {
    await writeFile(join(folder, 'x'), 'old');
    const files = [
      { path: 'x', content: 'new' },
      { path: 'x/under', content: '' },
    ];
    await expect(writeFiles(folder, files)).rejects.toThrow(ReportWriteError);
    expect(await readFile(join(folder, 'x'), 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['x']);
  });

  it('leaves no temporary file when one cannot be put into its place', async () => {
    await mkdir(join(folder, 'y/full'), { recursive: true });
    const files = [
      { path: 'x', content: '1' },
      { path: 'y', content: '2' },
    ];
    await expect(writeFiles(folder, files)).rejects.toThrow(join(folder, 'y'));
    expect(await readdir(folder)).toEqual(['x', 'y']);
  });

  it('says which path it was when a file stands where the folder should be', async () => {
    await writeFile(join(folder, 'file'), '');
    const failure = writeFiles(join(folder, 'file/under'), [{ path: 'x', content: '' }]);
    await expect(failure).rejects.toMatchObject({
      name: 'ReportWriteError',
      path: join(folder, 'file/under'),
      retryable: false,
    });
  });
});
