import type { CallError } from '@darkreach/cluster';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { errorMessage } from '../text/error-reason.js';

/** A call that failed, as one line that says what to do, and as an exit code. */
export function callFailure(error: CallError): { readonly line: string; readonly code: ExitCode } {
  const { code, server, violations } = error;
  const message = errorMessage(error);
  switch (code) {
    case 'UNAVAILABLE':
    case 'DEADLINE_EXCEEDED':
      return invalid(
        `${server} does not answer (${message}); "darkreach up" starts a cluster on this machine, --server names another one`,
      );
    case 'UNAUTHENTICATED':
      return invalid(`${server} does not know who calls: ${message}; set DARKREACH_TOKEN to a token of that cluster`);
    case 'PERMISSION_DENIED':
      return invalid(`${server} does not allow this: ${message}`);
    case 'INVALID_ARGUMENT':
    case 'NOT_FOUND':
    case 'ALREADY_EXISTS':
    case 'FAILED_PRECONDITION':
    case 'OUT_OF_RANGE':
    case 'RESOURCE_EXHAUSTED': {
      const more = violations.map(({ description }) => description).filter((text) => !message.includes(text));
      return invalid([message, ...more].join('; '));
    }
    case 'OK':
    case 'CANCELLED':
    case 'UNKNOWN':
    case 'ABORTED':
    case 'UNIMPLEMENTED':
    case 'INTERNAL':
    case 'DATA_LOSS':
      return { line: `${server} failed: ${message} (${code}); its log says more`, code: EXIT.unexpected };
  }
}

function invalid(line: string): { readonly line: string; readonly code: ExitCode } {
  return { line, code: EXIT.invalidInput };
}
