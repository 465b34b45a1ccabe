/** The calls that are being answered, so that an end can wait for theirs. */
export class CallsInFlight {
  #open = 0;
  #closing = false;
  #done: (() => void) | undefined;

  /** No more calls are let in. */
  get closing(): boolean {
    return this.#closing;
  }

  /** A call begins; what is returned ends it, once. */
  begin(): () => void {
    let open = true;
    this.#open += 1;
    return () => {
      if (!open) return;
      open = false;
      this.#open -= 1;
      if (this.#open === 0) this.#done?.();
    };
  }

  /** Lets nothing in any more, and resolves when nothing is open, or after `graceMs`: true if all have ended. */
  async close(graceMs: number): Promise<boolean> {
    this.#closing = true;
    if (this.#open === 0) return true;
    let timer: NodeJS.Timeout | undefined;
    const ended = new Promise<boolean>((resolve) => {
      this.#done = () => resolve(true);
      timer = setTimeout(() => resolve(false), graceMs);
    });
    return ended.finally(() => clearTimeout(timer));
  }
}
