import type { Patch, Patchset } from './patchset.js';
import { patchsetDigest } from './patchset-digest.js';
import { readPatchset } from './read-patchset.js';

export interface PatchsetContent {
  /** Text of the file of the workspace, as it is written. */
  readonly workspaceText: string;
  /** Record at HEPData, `ins` and seven digits; the format has to have one. */
  readonly hepdata: string;
  readonly labels: readonly string[];
  readonly description: string;
  readonly patches: readonly Patch[];
}

/**
 * A patchset for a workspace, with the digest of its text.
 * @throws InvalidPatchsetError when the content is not allowed, e.g. a name with other signs than letters, digits and _
 */
export function makePatchset({ workspaceText, hepdata, labels, description, patches }: PatchsetContent): Patchset {
  const digests = { sha256: patchsetDigest(workspaceText) };
  return readPatchset({
    version: '1.0.0',
    metadata: { references: { hepdata }, digests, labels, description },
    patches,
  } satisfies Patchset);
}
