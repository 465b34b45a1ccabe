/** A results folder or a file in it that cannot be written. */
export class ReportWriteError extends Error {
  override readonly name = 'ReportWriteError';
  readonly retryable = false;
  constructor(
    readonly path: string,
    cause: unknown,
  ) {
    super(`cannot write ${path}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** A results folder that lacks a file, or holds one that is not what it should be. */
export class ReportReadError extends Error {
  override readonly name = 'ReportReadError';
  readonly retryable = false;
  constructor(
    readonly path: string,
    reason: string,
    cause?: unknown,
  ) {
    super(`cannot read ${path}: ${reason}`, { cause });
  }
}
