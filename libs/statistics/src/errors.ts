/** A template model, or an option of a limit, that has no meaning; the message says what was given and what is allowed. */
export class InvalidModelError extends Error {
  override readonly name = 'InvalidModelError';
  readonly retryable = false;
}
