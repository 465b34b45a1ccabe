import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ReportWriteError } from './errors.js';
import type { ReportFile } from './report-format.js';

/**
 * Writes every file beside its place under a temporary name, then renames all of them, in the order given. A crash
 * leaves whole files or temporary ones, never half a file; the last file is in place only when all others are.
 * @returns the paths written
 * @throws ReportWriteError when the folder or a file cannot be written; no temporary file is left then
 */
export async function writeFiles(folder: string, files: readonly ReportFile[]): Promise<readonly string[]> {
  const temporary = ({ path }: ReportFile): string =>
    join(folder, dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  let at = folder;
  try {
    await mkdir(folder, { recursive: true });
    for (const below of new Set(files.map((file) => dirname(file.path)))) {
      at = join(folder, below);
      await mkdir(at, { recursive: true });
    }
    for (const file of files) {
      at = join(folder, file.path);
      await writeFile(temporary(file), file.content, { flush: true });
    }
    for (const file of files) {
      at = join(folder, file.path);
      await rename(temporary(file), at);
    }
  } catch (cause) {
    await Promise.allSettled(files.map((file) => rm(temporary(file), { force: true })));
    throw new ReportWriteError(at, cause);
  }
  return files.map((file) => join(folder, file.path));
}
