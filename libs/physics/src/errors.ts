/** A mass, energy or angle outside the range in which a formula holds. */
export class PhaseSpaceError extends Error {
  override readonly name = 'PhaseSpaceError';
  readonly retryable = false;

  constructor(
    readonly quantity: string,
    readonly value: number,
    readonly allowed: string,
  ) {
    super(`${quantity} is ${value}; allowed: ${allowed}`);
  }
}

/** An override names an input that the detector does not have. */
export class UnknownInputError extends Error {
  override readonly name = 'UnknownInputError';
  readonly retryable = false;

  constructor(
    readonly detector: string,
    readonly path: string,
    readonly suggestion: string,
  ) {
    super(`detector ${detector} has no input ${path}; did you mean ${suggestion}?`);
  }
}

/** An override gives an input a value that is no finite number or that makes no sense for it. */
export class InvalidInputError extends Error {
  override readonly name = 'InvalidInputError';
  readonly retryable = false;

  constructor(
    readonly path: string,
    readonly value: number,
    readonly allowed: string,
  ) {
    super(`input ${path} is ${value}; allowed: ${allowed}`);
  }
}
