import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** Name and version from the package.json of this project, in the nearest folder above this file, built or not. */
export async function projectVersion(): Promise<{ readonly name: string; readonly version: string }> {
  for (let folder = new URL('./', import.meta.url); ; folder = new URL('../', folder)) {
    const text = await readFile(fileURLToPath(new URL('package.json', folder)), 'utf8').catch(() => '{}');
    const { name, version } = JSON.parse(text) as { name?: string; version?: string };
    if (name === 'darkreach' && version !== undefined) return { name, version };
    if (new URL('../', folder).href === folder.href) return { name: 'darkreach', version: 'unknown' };
  }
}
