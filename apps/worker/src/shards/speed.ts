/** Weight of the newest shard. */
const NEWEST = 0.1;
/** Below this, in seconds, a shard is short: handing it out takes as long as computing it. */
const SHORT = 0.1;
/** Short shards for each thread, so that the next one is there when a thread is free. */
const AHEAD = 8;

/** How fast this worker computes, and what it has computed. */
export class Speed {
  events = 0;
  toys = 0;
  shards = 0;
  private seconds: number | undefined;
  private slowness = 1;

  constructor(private readonly threads: number) {}

  /** Takes note of a shard. */
  add({ seconds, estimatedSeconds, events, toys }: FinishedShard): void {
    this.events += events;
    this.toys += toys;
    this.shards += 1;
    this.seconds = mean(this.seconds ?? seconds, seconds);
    // A shard that takes no time says nothing about estimates.
    if (seconds > SHORT && estimatedSeconds > 0) this.slowness = mean(this.slowness, seconds / estimatedSeconds);
  }

  /** What a shard of this estimate will take here, in seconds. */
  expect(estimatedSeconds: number): number {
    return estimatedSeconds * this.slowness;
  }

  /** Jobs to have at the same time. */
  get concurrency(): number {
    return this.seconds !== undefined && this.seconds < SHORT ? AHEAD * this.threads : this.threads;
  }
}

export interface FinishedShard {
  readonly seconds: number;
  readonly estimatedSeconds: number;
  readonly events: number;
  readonly toys: number;
}

function mean(before: number, newest: number): number {
  return (1 - NEWEST) * before + NEWEST * newest;
}
