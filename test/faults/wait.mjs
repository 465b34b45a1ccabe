// Waiting for what will be.
import { setTimeout as sleep } from 'node:timers/promises';

export { sleep };

/** Asks until there is an answer that is neither undefined nor false; an error counts as none. */
export async function until(what, ask, { within = 20_000, every = 50 } = {}) {
  const deadline = performance.now() + within;
  let last;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (performance.now() > deadline) {
      throw new Error(`${what}: not within ${within / 1000} s${last === undefined ? '' : ` (${last.message})`}`);
    }
    await sleep(every);
  }
}
