import { DigestMismatchError } from '../errors.js';
import type { Patchset } from './patchset.js';
import { patchsetDigest } from './patchset-digest.js';

/**
 * Compares every digest of a patchset with the text of a workspace.
 * @throws DigestMismatchError when the patchset was made for another workspace
 * @throws InvalidJsonError when the text is no JSON
 */
export function verifyPatchset({ metadata }: Patchset, documentText: string): void {
  for (const algorithm of ['sha256', 'md5'] as const) {
    const expected = metadata.digests[algorithm];
    if (expected === undefined) continue;
    const computed = patchsetDigest(documentText, algorithm);
    if (computed !== expected.toLowerCase()) throw new DigestMismatchError(algorithm, expected, computed);
  }
}
