/** Two histograms, or a histogram and a request, that do not share an axis. */
export class AxisMismatchError extends Error {
  override readonly name = 'AxisMismatchError';
  readonly retryable = false;
}
