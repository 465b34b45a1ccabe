import type { Operation } from 'rfc6902';

/** Digests of the workspace that a patchset is for; the algorithms that the format allows. */
export interface WorkspaceDigests {
  readonly sha256?: string;
  readonly md5?: string;
}

/** Patches of one workspace, e.g. one for each mass: pyhf's patchset, JSON format 1.0.0 (doi:10.21105/joss.02823). */
export interface Patchset {
  readonly version: '1.0.0';
  readonly metadata: {
    /** The record at HEPData, `ins` and seven digits. */
    readonly references: { readonly hepdata: string };
    readonly digests: WorkspaceDigests;
    /** What the values of the patches are, e.g. `['mass']`. */
    readonly labels: readonly string[];
    readonly description: string;
  };
  readonly patches: readonly Patch[];
}

/** Operations (RFC 6902) that turn the workspace into the one at these values. */
export interface Patch {
  readonly metadata: { readonly name: string; readonly values: readonly (number | string)[] };
  readonly patch: readonly Operation[];
}
