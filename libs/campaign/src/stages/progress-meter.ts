import type { Progress } from '../progress.js';

/** Counts what a stage has done and reports it with rate and time to go. */
export class ProgressMeter {
  private done = 0;
  private readonly start = performance.now();

  constructor(
    private readonly stage: Pick<Progress, 'stage' | 'unit' | 'total'>,
    private readonly report: (progress: Progress) => void,
  ) {
    this.add(0);
  }

  /** @param fresh false for work that an earlier run has done and that says nothing about the rate */
  add(amount: number, fresh = true): void {
    this.done += amount;
    if (fresh) this.fresh += amount;
    const seconds = this.seconds();
    const rate = seconds > 0 ? this.fresh / seconds : 0;
    const eta = rate > 0 ? (this.stage.total - this.done) / rate : Number.NaN;
    this.report({ ...this.stage, done: this.done, rate, eta });
  }

  seconds(): number {
    return (performance.now() - this.start) / 1000;
  }

  private fresh = 0;
}
