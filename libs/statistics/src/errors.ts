/** A template model, or an option of a limit, that has no meaning; the message says what was given and what is allowed. */
export class InvalidModelError extends Error {
  override readonly name = 'InvalidModelError';
  readonly retryable = false;
}

/** What is wrong in a JSON document, where, and what would be right. */
export interface DocumentProblem {
  /** JSON pointer (RFC 6901), e.g. `/channels/0/samples/1/data/3`; empty for the whole document. */
  readonly path: string;
  /** What was given, e.g. `is -2`. */
  readonly problem: string;
  readonly allowed: string;
  /** How many more problems the document has, as far as they are known. */
  readonly further?: number;
}

/** A document that says something that is not allowed; the message is one line: pointer, what was given, what is allowed. */
abstract class InvalidDocumentError extends Error {
  readonly retryable = false;
  readonly path: string;
  readonly problem: string;
  readonly allowed: string;
  readonly further: number;

  protected constructor(document: string, problem: DocumentProblem) {
    super(messageOf(document, problem));
    this.path = problem.path;
    this.problem = problem.problem;
    this.allowed = problem.allowed;
    this.further = problem.further ?? 0;
  }
}

/** A workspace that is no HistFactory model. */
export class InvalidWorkspaceError extends InvalidDocumentError {
  override readonly name = 'InvalidWorkspaceError';

  constructor(problem: DocumentProblem) {
    super('workspace', problem);
  }
}

/** A patchset, or a list of patch operations, that cannot be read. */
export class InvalidPatchsetError extends InvalidDocumentError {
  override readonly name = 'InvalidPatchsetError';

  constructor(problem: DocumentProblem) {
    super('patchset', problem);
  }
}

function messageOf(document: string, { path, problem, allowed, further = 0 }: DocumentProblem): string {
  const rest = further === 0 ? '' : ` (and ${further} further ${further === 1 ? 'problem' : 'problems'})`;
  return `${document}${path === '' ? '' : ` ${path}`}: ${problem}; allowed is ${allowed}${rest}`;
}

/** A text that is no JSON; line and column count from 1. */
export class InvalidJsonError extends Error {
  override readonly name = 'InvalidJsonError';
  readonly retryable = false;

  constructor(
    readonly line: number,
    readonly column: number,
    problem: string,
    options?: ErrorOptions,
  ) {
    super(`line ${line}, column ${column}: ${problem}; allowed is JSON (RFC 8259)`, options);
  }
}

/** A patch that the patchset does not have. */
export class UnknownPatchError extends Error {
  override readonly name = 'UnknownPatchError';
  readonly retryable = false;

  constructor(
    readonly asked: string,
    readonly known: readonly string[],
    suggestion: string,
  ) {
    const shown =
      known.length <= 8 ? known.join(', ') : `${known.slice(0, 8).join(', ')} ... (${known.length} patches)`;
    super(`the patchset has no patch ${asked}${suggestion}; allowed is one of ${shown}`);
  }
}

/** A workspace that is not the one that a patchset was made for. */
export class DigestMismatchError extends Error {
  override readonly name = 'DigestMismatchError';
  readonly retryable = false;

  constructor(
    readonly algorithm: string,
    readonly expected: string,
    readonly computed: string,
  ) {
    super(
      `the ${algorithm} digest of the workspace is ${computed}; allowed is ${expected}, the one the patchset was made for`,
    );
  }
}

/** An operation of a patch that cannot be carried out on the document. */
export class PatchOperationError extends Error {
  override readonly name = 'PatchOperationError';
  readonly retryable = false;

  constructor(
    /** Of the operation in the patch, from 0. */
    readonly index: number,
    /** JSON pointer that the operation could not follow. */
    readonly pointer: string,
    problem: string,
    allowed: string,
  ) {
    super(`operation ${index} of the patch, at "${pointer}": ${problem}; allowed is ${allowed}`);
  }
}

/** A worker_thread of toys that died, or could not do what it was asked for. */
export class ToyThreadError extends Error {
  override readonly name = 'ToyThreadError';
  readonly retryable = true;
}
