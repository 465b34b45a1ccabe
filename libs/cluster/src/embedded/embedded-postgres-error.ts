/** The embedded Postgres cannot be started, or its folder is in use; the message says what to do. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';

  constructor(
    message: string,
    /** True where the same call may succeed later, e.g. when whoever uses the folder has ended. */
    readonly retryable: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
