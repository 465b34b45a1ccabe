/** Work per second over the last seconds. */
export class RateMeter {
  private samples: { readonly time: number; readonly done: number }[] = [];

  constructor(
    private readonly seconds = 10,
    private readonly now: () => number = () => performance.now() / 1000,
  ) {}

  /** @param done work since the beginning; less than before begins anew */
  add(done: number): void {
    const last = this.samples.at(-1);
    if (last !== undefined && done < last.done) this.samples = [];
    const time = this.now();
    // Two samples a second are enough.
    if (last !== undefined && this.samples.length > 1 && time - this.samples.at(-2)!.time < 0.5) this.samples.pop();
    this.samples.push({ time, done });
    while (this.samples.length > 2 && time - this.samples[1]!.time > this.seconds) this.samples.shift();
  }

  /** 0 where nothing is known yet. */
  rate(): number {
    const [first, last] = [this.samples[0], this.samples.at(-1)];
    if (first === undefined || last === undefined) return 0;
    const time = this.now();
    // A meter that hears nothing any more falls.
    const span = Math.max(last.time, Math.min(time, last.time + this.seconds)) - first.time;
    if (time - last.time > this.seconds || span <= 0) return 0;
    return (last.done - first.done) / span;
  }
}
