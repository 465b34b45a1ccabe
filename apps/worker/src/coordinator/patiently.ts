import { setTimeout as delay } from 'node:timers/promises';
import { CallError } from '@darkreach/cluster';

export interface Patience {
  /** Give up after so many seconds. */
  readonly seconds: number;
  /** Ends the waiting; the last error is thrown then. */
  readonly signal?: AbortSignal;
  readonly onRetry?: (error: Error, waitMs: number) => void;
}

const FIRST_WAIT = 200;
const LONGEST_WAIT = 5000;
/** Beside what is retryable for everybody: a call that was cut off, and an upload that was damaged on the way. */
const WORTH_A_TRY = ['DEADLINE_EXCEEDED', 'DATA_LOSS', 'INTERNAL', 'UNKNOWN'];

/** Repeats a call until it is answered: the coordinator may be starting again. Throws what will not pass, or the last error. */
export async function patiently<T>(call: () => Promise<T>, { seconds, signal, onRetry }: Patience): Promise<T> {
  const end = performance.now() + 1000 * seconds;
  for (let wait = FIRST_WAIT; ; wait = Math.min(2 * wait, LONGEST_WAIT)) {
    try {
      return await call();
    } catch (error) {
      // Half of the wait is by chance, so that the workers of a cluster do not come back all at once.
      const waitMs = wait * (0.5 + 0.5 * Math.random());
      const over = performance.now() + waitMs > end || signal?.aborted === true;
      if (!passing(error) || over) throw error;
      onRetry?.(error, waitMs);
      await delay(waitMs, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
    }
  }
}

function passing(error: unknown): error is CallError {
  return error instanceof CallError && (error.retryable || WORTH_A_TRY.includes(error.code));
}
