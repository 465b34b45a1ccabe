import type { status } from '@grpc/grpc-js';

/** Name of a gRPC status, e.g. `NOT_FOUND`. */
export type StatusName = keyof typeof status;

/** What is wrong with one field of a request. */
export interface FieldViolation {
  /** Dotted path in the request, e.g. `campaign_yaml`. */
  readonly field: string;
  /** What was given and what is allowed. */
  readonly description: string;
}

/** An error that callers of the cluster may see. The edge turns it into a status with ErrorInfo and BadRequest. */
export abstract class ClusterError extends Error {
  abstract readonly code: StatusName;
  /** In UPPER_SNAKE_CASE, for programs. */
  abstract readonly reason: string;
  abstract readonly retryable: boolean;
  readonly violations: readonly FieldViolation[] = [];
}

/** Postgres does not answer; what was asked may be asked again. */
export class LedgerUnavailableError extends ClusterError {
  override readonly name = 'LedgerUnavailableError';
  readonly code = 'UNAVAILABLE';
  readonly reason = 'LEDGER_UNAVAILABLE';
  readonly retryable = true;
}

/** The tables of the ledger cannot be brought to the form that this version needs. */
export class LedgerMigrationError extends ClusterError {
  override readonly name = 'LedgerMigrationError';
  readonly code = 'FAILED_PRECONDITION';
  readonly reason = 'LEDGER_MIGRATION_FAILED';
  readonly retryable = false;
}

/** Another campaign with the same content is alive or has succeeded. */
export class CampaignExistsError extends ClusterError {
  override readonly name = 'CampaignExistsError';
  readonly code = 'ALREADY_EXISTS';
  readonly reason = 'CAMPAIGN_EXISTS';
  readonly retryable = false;

  constructor(
    readonly campaignId: string,
    options?: ErrorOptions,
  ) {
    super(
      `campaign ${campaignId} cannot live again: a campaign with the same content is alive or has succeeded`,
      options,
    );
  }
}

/** A result with numbers that cannot be, or bytes that are no result. */
export class InvalidResultError extends ClusterError {
  override readonly name = 'InvalidResultError';
  readonly code = 'INVALID_ARGUMENT';
  readonly reason = 'INVALID_RESULT';
  readonly retryable = false;
}

/** A task that cannot be handed out, or that cannot be understood. */
export class InvalidTaskError extends ClusterError {
  override readonly name = 'InvalidTaskError';
  readonly code = 'INVALID_ARGUMENT';
  readonly reason = 'INVALID_TASK';
  readonly retryable = false;
}

/** The queue does not answer; what was asked may be asked again. */
export class QueueUnavailableError extends ClusterError {
  override readonly name = 'QueueUnavailableError';
  readonly code = 'UNAVAILABLE';
  readonly reason = 'QUEUE_UNAVAILABLE';
  readonly retryable = true;
}
