import { ClusterError, type FieldViolation } from '@darkreach/cluster';

/** A variable of the environment that is wrong. */
export interface ConfigProblem {
  readonly variable: string;
  readonly given: string;
  readonly allowed: string;
}

/** An environment that the coordinator does not start with; the message has a line for each variable that is wrong. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly retryable = false;

  constructor(
    readonly problems: readonly ConfigProblem[],
    options?: ErrorOptions,
  ) {
    super(
      problems.map(({ variable, given, allowed }) => `${variable}: ${given}; allowed: ${allowed}`).join('\n'),
      options,
    );
  }
}

/** A request with fields that cannot be. */
export class InvalidArgumentError extends ClusterError {
  override readonly name = 'InvalidArgumentError';
  readonly code = 'INVALID_ARGUMENT';
  readonly reason = 'INVALID_REQUEST';
  readonly retryable = false;
  override readonly violations: readonly FieldViolation[];

  constructor(violations: readonly FieldViolation[], options?: ErrorOptions) {
    super(violations.map(({ field, description }) => `${field}: ${description}`).join('; '), options);
    this.violations = violations;
  }
}

/** A request that is no message of its method. */
export class MalformedRequestError extends ClusterError {
  override readonly name = 'MalformedRequestError';
  readonly code = 'INVALID_ARGUMENT';
  readonly reason = 'MALFORMED_MESSAGE';
  readonly retryable = false;
}

/** Something that does not exist, or is not for the eyes of the caller. */
export class NotFoundError extends ClusterError {
  override readonly name = 'NotFoundError';
  readonly code = 'NOT_FOUND';
  readonly retryable = false;

  /** @param reason e.g. `CAMPAIGN_NOT_FOUND` */
  constructor(
    readonly reason: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Something that cannot be done as things stand, e.g. resuming a campaign that has ended. */
export class FailedPreconditionError extends ClusterError {
  override readonly name = 'FailedPreconditionError';
  readonly code = 'FAILED_PRECONDITION';
  readonly retryable = false;

  /** @param reason e.g. `CAMPAIGN_ENDED` */
  constructor(
    readonly reason: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** More than is allowed, or than there is room for now. */
export class ResourceExhaustedError extends ClusterError {
  override readonly name = 'ResourceExhaustedError';
  readonly code = 'RESOURCE_EXHAUSTED';

  /** @param reason e.g. `UPLOAD_TOO_LARGE`; `retryable` says whether it helps to wait. */
  constructor(
    readonly reason: string,
    message: string,
    readonly retryable: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Nobody that is known. */
export class UnauthenticatedError extends ClusterError {
  override readonly name = 'UnauthenticatedError';
  readonly code = 'UNAUTHENTICATED';
  readonly retryable = false;

  /** @param reason `TOKEN_MISSING` or `TOKEN_UNKNOWN` */
  constructor(
    readonly reason: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Somebody who may not do that. */
export class PermissionDeniedError extends ClusterError {
  override readonly name = 'PermissionDeniedError';
  readonly code = 'PERMISSION_DENIED';
  readonly reason = 'ROLE_NOT_ALLOWED';
  readonly retryable = false;
}

/** Bytes that are not those that were announced. */
export class DataLossError extends ClusterError {
  override readonly name = 'DataLossError';
  readonly code = 'DATA_LOSS';
  readonly reason = 'UPLOAD_DAMAGED';
  readonly retryable = true;
}

/** An upload that stands still. */
export class UploadStalledError extends ClusterError {
  override readonly name = 'UploadStalledError';
  readonly code = 'DEADLINE_EXCEEDED';
  readonly reason = 'UPLOAD_STALLED';
  readonly retryable = true;
}

/** The coordinator is about to end; another one, or this one after its restart, will answer. */
export class ShuttingDownError extends ClusterError {
  override readonly name = 'ShuttingDownError';
  readonly code = 'UNAVAILABLE';
  readonly reason = 'SHUTTING_DOWN';
  readonly retryable = true;

  constructor(options?: ErrorOptions) {
    super('the coordinator is shutting down; ask again', options);
  }
}

/** An address that cannot be listened at. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
  readonly retryable = true;
}
