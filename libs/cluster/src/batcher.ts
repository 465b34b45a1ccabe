interface Waiting<Request, Answer> {
  readonly request: Request;
  readonly resolve: (answer: Answer | Promise<Answer>) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Turns many single calls into few calls with arrays: what arrives while one is under way goes with the next. A single
 * call waits for nobody; under load a transaction serves dozens.
 */
export class Batcher<Request, Answer> {
  private waiting: Waiting<Request, Answer>[] = [];
  private running = false;

  /**
   * @param work answers in the order of its requests, each at once or by a promise; what it throws is thrown to each caller
   */
  constructor(
    private readonly work: (requests: readonly Request[]) => Promise<readonly (Answer | Promise<Answer>)[]>,
    private readonly largest = 64,
  ) {}

  ask(request: Request): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ request, resolve, reject });
      this.next();
    });
  }

  private next(): void {
    if (this.running || this.waiting.length === 0) return;
    this.running = true;
    // What has arrived in the same turn of the event loop belongs together.
    setImmediate(() => void this.flush(this.waiting.splice(0, this.largest)));
  }

  private async flush(batch: readonly Waiting<Request, Answer>[]): Promise<void> {
    try {
      const answers = await this.work(batch.map(({ request }) => request));
      batch.forEach(({ resolve }, i) => resolve(answers[i]!));
    } catch (error) {
      batch.forEach(({ reject }) => reject(error));
    } finally {
      this.running = false;
      this.next();
    }
  }
}
