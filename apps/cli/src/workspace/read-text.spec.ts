import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LARGEST_DOCUMENT, readText } from './read-text.js';

let folder = '';
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'darkreach-text-'))));
afterAll(() => rm(folder, { recursive: true }));

async function* bytes(...parts: readonly (string | Uint8Array)[]) {
  yield* parts;
}

describe('readText', () => {
  it('reads a file, and standard input for -, also where a letter is cut in two', async () => {
    const file = join(folder, 'good');
    await writeFile(file, 'μ = 1');
    expect(await readText(file, bytes())).toBe('μ = 1');
    const mu = Buffer.from('μ');
    expect(await readText('-', bytes(mu.subarray(0, 1), mu.subarray(1), ' = 1'))).toBe('μ = 1');
  });

  it('says what cannot be read', async () => {
    const latin = join(folder, 'latin');
    await writeFile(latin, Buffer.from([0x6e, 0xe9]));
    await expect(readText(latin, bytes())).rejects.toThrow(`${latin}: it is no UTF-8 text`);
    await expect(readText(join(folder, 'none'), bytes())).rejects.toThrow('none: there is no such file');
    await expect(readText(folder, bytes())).rejects.toThrow('this is a folder');
    await expect(readText('-', bytes(Uint8Array.of(0xe9)))).rejects.toThrow('standard input: it is no UTF-8 text');
  });

  it('refuses a file that is too large before it reads it', async () => {
    const large = join(folder, 'large');
    await writeFile(large, '');
    await truncate(large, LARGEST_DOCUMENT + 1);
    await expect(readText(large, bytes())).rejects.toThrow(
      `large: it has ${LARGEST_DOCUMENT + 1} bytes; allowed: at most ${LARGEST_DOCUMENT}`,
    );
  });
});
