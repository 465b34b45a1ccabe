/** A formula that the kernel compiler cannot take; the message names the formula, what was found and what is allowed. */
export class FormulaError extends Error {
  override readonly name = 'FormulaError';
  readonly retryable = false;

  constructor(
    readonly formula: string,
    readonly found: string,
    readonly allowed: string,
  ) {
    super(`formula ${formula}: found ${found}; allowed: ${allowed}`);
  }
}

/** No device could be opened, or one that was asked for by name could not. */
export class DeviceError extends Error {
  override readonly name = 'DeviceError';

  constructor(
    message: string,
    readonly retryable = false,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
