import { chmodSync, mkdtempSync } from 'node:fs';

/** A new folder that everybody may enter: Postgres does not run as root. */
export function openFolder(prefix) {
  const folder = mkdtempSync(prefix);
  chmodSync(folder, 0o755);
  return folder;
}
