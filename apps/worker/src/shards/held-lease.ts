import type { LeaseToken } from '@darkreach/cluster';
import type { ShardStoppedError } from '../errors.js';

/** A lease that this worker has, from the moment that it was given until its report is answered. */
export class HeldLease {
  private readonly controller = new AbortController();
  private begun: number | undefined;
  private done = false;

  constructor(
    readonly token: LeaseToken,
    /** Of one core, as the coordinator thinks. */
    readonly estimatedSeconds: number,
  ) {}

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Why it was stopped, if it was. */
  get stopped(): ShardStoppedError | undefined {
    return this.signal.aborted ? (this.signal.reason as ShardStoppedError) : undefined;
  }

  /** `waiting` for a thread, `computing`, or `reporting`. */
  get phase(): 'waiting' | 'computing' | 'reporting' {
    if (this.done) return 'reporting';
    return this.begun === undefined ? 'waiting' : 'computing';
  }

  /** Since a thread has begun with it. */
  get elapsedSeconds(): number {
    return this.begun === undefined ? 0 : (performance.now() - this.begun) / 1000;
  }

  begin(): void {
    this.begun = performance.now();
  }

  computed(): void {
    this.done = true;
  }

  stop(why: ShardStoppedError): void {
    this.controller.abort(why);
  }
}
