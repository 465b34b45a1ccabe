/** The code of a system error, e.g. `ENOENT`. */
export function errorCode(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
}

/** What an error says, in one line. */
export function errorMessage(error: unknown): string {
  const message =
    typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
  return message.trim().replaceAll(/\s*\n\s*/g, ' ');
}

/** What a system error says, without its code and the call that failed: `not a directory`. */
export function systemReason(error: unknown): string {
  return errorMessage(error)
    .replace(/^[A-Z]+: /, '')
    .replace(/, .*$/, '');
}
