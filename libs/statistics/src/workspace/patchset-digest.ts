import { createHash } from 'node:crypto';
import type { WorkspaceDigests } from './patchset.js';
import { pythonJson } from './python-json.js';

/**
 * The digest of a workspace's text that patchsets are verified by: of the text as Python would print it, in UTF-8, which
 * does not depend on white space and on the order of members. Equal to pyhf.utils.digest of the file.
 * @throws InvalidJsonError when the text is no JSON
 */
export function patchsetDigest(documentText: string, algorithm: keyof WorkspaceDigests = 'sha256'): string {
  return createHash(algorithm).update(pythonJson(documentText), 'utf8').digest('hex');
}
