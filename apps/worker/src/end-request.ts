/** Why a worker is to end. */
export interface EndReason {
  readonly reason: string;
  /** True where it could not do what it is for. */
  readonly failed: boolean;
}

/** Somebody inside the worker wants it to end. */
export class EndRequest {
  private ask: (reason: EndReason) => void = () => undefined;
  /** Resolves when it does. */
  readonly asked = new Promise<EndReason>((resolve) => (this.ask = resolve));

  because(reason: string, failed = false): void {
    this.ask({ reason, failed });
  }
}
