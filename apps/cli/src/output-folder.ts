import { mkdir, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InvalidInputError } from './errors.js';
import { systemReason } from './text/error-reason.js';

export interface OutputFolder {
  readonly path: string;
  /** Removes the folder, and those above it that were made for it, if nothing was written into it. */
  readonly discardIfEmpty: () => Promise<void>;
}

/**
 * Makes a folder (with those above it) and proves by a file that is written and removed again that it can be used.
 *
 * @throws {InvalidInputError} when it cannot; nothing is left behind then
 */
export async function prepareOutputFolder(path: string): Promise<OutputFolder> {
  const probe = join(path, `.writable-${process.pid}`);
  let made: string | undefined;
  try {
    made = await mkdir(path, { recursive: true });
    await writeFile(probe, '', { flag: 'wx' });
    await rm(probe);
  } catch (error) {
    if (made !== undefined) await removeEmpty(path, made);
    throw new InvalidInputError(`output folder ${path} cannot be written: ${systemReason(error)}`, { cause: error });
  }
  return { path, discardIfEmpty: () => (made === undefined ? Promise.resolve() : removeEmpty(path, made)) };
}

/** Removes `path` and its parents up to and including `first`, as long as they are empty. */
async function removeEmpty(path: string, first: string): Promise<void> {
  for (let folder = path; folder.length >= first.length; folder = join(folder, '..')) {
    try {
      await rmdir(folder);
    } catch {
      return;
    }
  }
}
