import type { ReadinessCheck } from '../desk.js';

/** Whether the coordinator is ready, and what is missing. */
export interface ReadinessReport {
  readonly ready: boolean;
  readonly checks: readonly { readonly name: string; readonly ready: boolean; readonly reason?: string }[];
}

export interface ReadinessOptions {
  readonly checks: readonly ReadinessCheck[];
  /** A check that takes longer counts as failed; 2000 by default. */
  readonly timeoutMs?: number;
  /** Reports are kept so long, so that probes do not become a load; 1000 by default. */
  readonly keepMs?: number;
}

/** Asks every check, together, and remembers for a moment. */
export class Readiness {
  #draining = false;
  #report: Promise<ReadinessReport> | undefined;
  #until = 0;

  constructor(private readonly options: ReadinessOptions) {}

  /** From now on not ready: the end has begun. */
  drain(): void {
    this.#draining = true;
  }

  async report(): Promise<ReadinessReport> {
    if (this.#draining) {
      return { ready: false, checks: [{ name: 'coordinator', ready: false, reason: 'shutting down' }] };
    }
    const now = performance.now();
    if (this.#report === undefined || now >= this.#until) {
      this.#until = now + (this.options.keepMs ?? 1000);
      this.#report = this.#ask();
    }
    return this.#report;
  }

  async #ask(): Promise<ReadinessReport> {
    const checks = await Promise.all(
      this.options.checks.map(async (check) => {
        const reason = await reasonOf(check, this.options.timeoutMs ?? 2000);
        return reason === undefined
          ? { name: check.name, ready: true }
          : { name: check.name, ready: false, reason: reason };
      }),
    );
    return { ready: checks.every(({ ready }) => ready), checks };
  }
}

async function reasonOf(check: ReadinessCheck, timeoutMs: number): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer within ${timeoutMs / 1000} s`), timeoutMs);
  });
  try {
    return await Promise.race([check.check(), tooLate]);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    clearTimeout(timer);
  }
}
