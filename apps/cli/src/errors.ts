/** Something the user gave that cannot be used: a file, a folder, an option. Its message is one line. */
export class InvalidInputError extends Error {
  override readonly name = 'InvalidInputError';
  readonly retryable = false;
}
