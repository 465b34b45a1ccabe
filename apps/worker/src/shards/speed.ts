/** Weight of the newest shard. */
const NEWEST = 0.1;
/** Below this, in seconds, a shard says nothing about estimates. */
const SHORT = 0.1;
/**
 * Seconds of work to have for each thread, so that short shards are handed out many at a time and the next one is there
 * when a thread is free. A shard that takes longer is had alone: it would wait here while another worker is idle.
 */
const AHEAD = 1;
/** Shards for each thread at the most. */
const MOST_AHEAD = 256;

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

  /** Shards to have at the same time. */
  get concurrency(): number {
    const ahead = AHEAD / (this.seconds ?? AHEAD);
    return this.threads * Math.round(Math.min(Math.max(ahead, 1), MOST_AHEAD));
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
