/** A file of results that is to be kept. */
export interface NewArtifact {
  /** Relative path, e.g. `limits.csv`. */
  readonly path: string;
  readonly content: Uint8Array;
}

/** A file of results as lists show it. */
export interface ArtifactRow {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
}
