import { Logger } from '@nestjs/common';
import { HealthImplementation } from 'grpc-health-check';
import type { Readiness } from './readiness.js';

/** grpc.health.v1: '' says that the process lives, each service by its name that it is ready. */
export class GrpcHealth {
  readonly implementation = new HealthImplementation({ '': 'SERVING' });
  readonly #logger = new Logger('health');
  #timer: NodeJS.Timeout | undefined;
  #reasons: string | undefined;

  constructor(
    private readonly readiness: Readiness,
    private readonly services: readonly string[],
    private readonly everyMs = 2000,
  ) {
    this.#set(false);
  }

  /** Looks now, and again and again. */
  async start(): Promise<void> {
    await this.#look();
    this.#timer = setInterval(() => void this.#look(), this.everyMs);
    this.#timer.unref();
  }

  /** Says that the services are not ready, for good. */
  stop(): void {
    clearInterval(this.#timer);
    this.#set(false);
  }

  async #look(): Promise<void> {
    const { ready, checks } = await this.readiness.report();
    this.#set(ready);
    const reasons = checks
      .flatMap(({ name, reason }) => (reason === undefined ? [] : [`${name}: ${reason}`]))
      .join('; ');
    if (reasons === this.#reasons) return;
    this.#reasons = reasons;
    if (ready) this.#logger.log('ready');
    else this.#logger.warn(`not ready: ${reasons}`);
  }

  #set(ready: boolean): void {
    for (const service of this.services) this.implementation.setStatus(service, ready ? 'SERVING' : 'NOT_SERVING');
  }
}
