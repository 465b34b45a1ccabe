import type { Patchset } from './patchset.js';

/** A patchset as JSON text, indented by two, that reads back as the same value. */
export function writePatchset(patchset: Patchset): string {
  return `${JSON.stringify(patchset, null, 2)}\n`;
}
