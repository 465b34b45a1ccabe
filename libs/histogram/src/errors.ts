/** Two histograms, or a histogram and a request, that do not share an axis. */
export class AxisMismatchError extends Error {
  override readonly name = 'AxisMismatchError';
  readonly retryable = false;
}

/** Two parts of one sum that claim the same place: a shard that was handed in twice would be counted twice. */
export class DuplicatePartError extends Error {
  override readonly name = 'DuplicatePartError';
  readonly retryable = false;
  constructor(readonly order: number) {
    super(`two partial histograms have order ${order}, allowed is one part for each order`);
  }
}
