import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvalidInputError } from './errors.js';
import { prepareOutputFolder } from './output-folder.js';

let base = '';
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'darkreach-output-'));
});
afterAll(() => rm(base, { recursive: true }));

describe('prepareOutputFolder', () => {
  it('makes a folder that is empty, and removes what it made if it stays so', async () => {
    const folder = await prepareOutputFolder(join(base, 'a/b/c'));
    expect(await readdir(folder.path)).toEqual([]);
    await folder.discardIfEmpty();
    expect(await readdir(base)).toEqual([]);
  });

  it('keeps a folder that was there and one that was written into', async () => {
    await mkdir(join(base, 'mine'));
    await (await prepareOutputFolder(join(base, 'mine'))).discardIfEmpty();
    const folder = await prepareOutputFolder(join(base, 'new/results'));
    await writeFile(join(folder.path, 'limits.csv'), 'x');
    await folder.discardIfEmpty();
    expect((await readdir(base)).sort()).toEqual(['mine', 'new']);
    expect(await readdir(folder.path)).toEqual(['limits.csv']);
  });

  it('refuses a place below a file, in one line', async () => {
    await writeFile(join(base, 'file'), 'x');
    const refusal = prepareOutputFolder(join(base, 'file/results'));
    await expect(refusal).rejects.toThrow(InvalidInputError);
    await expect(refusal).rejects.toThrow(/^output folder .*file\/results cannot be written: not a directory$/);
  });
});
