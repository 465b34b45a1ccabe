import {
  InvalidJsonError,
  InvalidModelError,
  InvalidPatchsetError,
  InvalidWorkspaceError,
  PatchOperationError,
  UnknownPatchError,
} from '@darkreach/statistics';
import { InvalidInputError } from '../errors.js';
import { errorMessage } from '../text/error-reason.js';

const KNOWN = [
  InvalidInputError,
  InvalidJsonError,
  InvalidModelError,
  InvalidPatchsetError,
  InvalidWorkspaceError,
  PatchOperationError,
  UnknownPatchError,
];

/**
 * Does something with a document, and puts the name of its file before what is wrong with it.
 * @throws {InvalidInputError} for everything that is wrong with a document; other errors as they are
 */
export function withinFile<T>(name: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!KNOWN.some((kind) => error instanceof kind)) throw error;
    throw new InvalidInputError(`${name}${problem(error)}`, { cause: error });
  }
}

/** `:2:7 NaN is no number ...` for a text that is no JSON, else `: /channels/0: ...`. */
function problem(error: unknown): string {
  const message = errorMessage(error);
  if (error instanceof InvalidJsonError) return `:${error.line}:${error.column} ${message.replace(/^[^:]*: /, '')}`;
  return `: ${message.replace(/^(workspace|patchset) (?=\/)/, '')}`;
}
