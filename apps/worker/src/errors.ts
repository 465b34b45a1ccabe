/** A variable of the environment that cannot be, or that is missing. */
export interface ConfigProblem {
  readonly variable: string;
  /** What was given, shortened; a secret is not shown. */
  readonly given: string;
  readonly allowed: string;
}

/** An environment that a worker cannot start with; one line for each variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly retryable = false;

  constructor(readonly problems: readonly ConfigProblem[]) {
    super(
      problems.map(({ variable, given, allowed }) => `${variable}: given: ${given}; allowed: ${allowed}`).join('\n'),
    );
  }
}

/** Why a shard that was begun is not computed to its end. */
export class ShardStoppedError extends Error {
  override readonly name = 'ShardStoppedError';
  readonly retryable = true;

  constructor(
    readonly why: 'abandoned' | 'given-back' | 'timed-out',
    message: string,
  ) {
    super(message);
  }
}

/** The coordinator computes another address for the same shard: it has other formulas than this worker. */
export class OtherFormulasError extends Error {
  override readonly name = 'OtherFormulasError';
  readonly retryable = false;
}
