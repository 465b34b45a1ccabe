import { CallError, LeaseDirective } from '@darkreach/cluster';
import type { LoggerService } from '@nestjs/common';
import type { CoordinatorLink } from '../coordinator/coordinator-link.js';
import { ShardStoppedError } from '../errors.js';
import type { HeldLeases } from './held-leases.js';
import type { Speed } from './speed.js';

export interface HeartbeatOptions {
  readonly link: CoordinatorLink;
  readonly leases: HeldLeases;
  readonly speed: Speed;
  readonly logger: LoggerService;
  /** Called when the coordinator wants this worker to end. */
  readonly onDrain: () => void;
  /** Called when the coordinator does not take this worker any more. */
  readonly onRefused: (why: string) => void;
}

/** Answers after which nothing gets better by waiting: no credentials, another version, results that are not trusted. */
const REFUSALS = ['UNAUTHENTICATED', 'PERMISSION_DENIED', 'FAILED_PRECONDITION'];

/** Renews every lease with one call, from the main thread, which never computes. */
export class Heartbeat {
  private timer: NodeJS.Timeout | undefined;
  private beating: Promise<void> | undefined;
  private failures = 0;

  constructor(private readonly options: HeartbeatOptions) {}

  start(everySeconds: number): void {
    this.timer = setInterval(() => void this.beat(everySeconds), 1000 * everySeconds);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** One heartbeat; while one is under way there is no other. */
  beat(timeout: number): Promise<void> {
    this.beating ??= this.renew(Math.max(timeout, 2)).finally(() => (this.beating = undefined));
    return this.beating;
  }

  private async renew(timeout: number): Promise<void> {
    const { link, leases, speed, logger, onDrain } = this.options;
    const { workerId } = link;
    const held = leases.all;
    const { events, toys } = speed;
    const request = { workerId, tokens: held.map(({ token }) => token), events, toys };
    try {
      const { directives, drain } = await link.ask((calls) => calls.renewShardLeases(request, { timeout }));
      directives.forEach((directive, at) => {
        if (directive === LeaseDirective.ABANDON) held[at]?.stop(abandoned());
      });
      if (this.failures > 0) logger.log(`the coordinator answers again after ${this.failures} heartbeats`, 'heartbeat');
      this.failures = 0;
      if (drain) onDrain();
    } catch (error) {
      if (error instanceof CallError && REFUSALS.includes(error.code)) this.options.onRefused(error.message);
      // What is computed goes on: its result may still be wanted when the coordinator is back.
      this.failures += 1;
      const why = error instanceof CallError ? `${error.code}: ${error.message}` : String(error);
      if (this.failures === 1) logger.warn(`a heartbeat is not answered: ${why}`, 'heartbeat');
    }
  }
}

function abandoned(): ShardStoppedError {
  return new ShardStoppedError('abandoned', 'the campaign has ended, or somebody else has the shard');
}
