import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a campaign computes; plots follow from these, and the manifest tells when and where it ran. */
const NUMBERS = ['limits.csv', 'limits.json', 'histograms.json', 'backgrounds.csv', 'citations.bib'];

/** SHA-256 of every file of numbers in the one results folder below `output`. */
export async function digests(output: string): Promise<Record<string, string>> {
  const [results] = await readdir(output);
  const entries = NUMBERS.map(async (name) => {
    const bytes = await readFile(join(output, results!, name));
    return [name, createHash('sha256').update(bytes).digest('hex')] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
