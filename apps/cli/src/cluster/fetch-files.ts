import { readResultFile, type ClusterConnection } from '@darkreach/cluster';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join, normalize, sep } from 'node:path';
import { InvalidInputError } from '../errors.js';

/**
 * Downloads the files of a campaign into a folder; each is there whole and with the right digest, or not at all.
 *
 * @param name `campaigns/{id}`
 * @returns the paths written
 */
export async function fetchFiles(
  connection: ClusterConnection,
  name: string,
  folder: string,
): Promise<readonly string[]> {
  const { files } = await connection.results.listResultFiles({ parent: name });
  const written: string[] = [];
  for (const file of files) {
    const path = join(folder, inside(file.path));
    const content = await readResultFile(connection, name, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(`${path}.part`, content);
    await rename(`${path}.part`, path);
    written.push(path);
  }
  return written;
}

/** Whoever serves files does not choose where on this machine they go. */
function inside(path: string): string {
  const clean = normalize(path);
  const outside = clean.startsWith('..') || clean.startsWith(sep) || /^[a-z]:/i.test(clean) || path.includes('\0');
  if (outside) throw new InvalidInputError(`the cluster offers a file ${JSON.stringify(path)} outside of the folder`);
  return clean;
}
