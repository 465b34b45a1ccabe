import { CampaignPlanError, CampaignSpecError } from '@darkreach/campaign';
import type { Any } from '@darkreach/cluster';
import { BadRequest, ClusterError, ErrorInfo, RpcStatus, type FieldViolation } from '@darkreach/cluster';
import { Metadata, status, type StatusObject } from '@grpc/grpc-js';
import { Logger } from '@nestjs/common';

/** Trailers are headers: what is told of an error stays below the 8 KiB that clients take. In bytes, and violations. */
const MOST = { message: 600, violations: 8, description: 300, field: 100 };

interface ErrorFacts {
  readonly code: keyof typeof status;
  readonly reason: string;
  readonly message: string;
  readonly retryable: boolean;
  readonly violations: readonly FieldViolation[];
}

const logger = new Logger('edge');

/**
 * The status of an error as callers see it, with google.rpc.ErrorInfo and BadRequest in its trailers. What is no error of
 * this project is INTERNAL and says nothing of its inside; it is logged with `where`.
 */
export function statusOfError(error: unknown, where: string): StatusObject {
  const { code, reason, message, retryable, violations } = factsOf(error, where);
  const details = wellFormed(message, MOST.message);
  const told = violations.slice(0, MOST.violations).map(({ field, description }) => ({
    field: wellFormed(field, MOST.field),
    description: wellFormed(description, MOST.description),
  }));
  const info = { reason, domain: 'darkreach.dev', metadata: { retryable: String(retryable) } };
  const encoded = RpcStatus.encode({
    code: status[code],
    message: details,
    details: [
      any('google.rpc.ErrorInfo', ErrorInfo.encode(info).finish()),
      ...(told.length === 0
        ? []
        : [any('google.rpc.BadRequest', BadRequest.encode({ fieldViolations: told }).finish())]),
    ],
  });
  const metadata = new Metadata();
  metadata.set('grpc-status-details-bin', Buffer.from(encoded.finish()));
  return { code: status[code], details, metadata };
}

function factsOf(error: unknown, where: string): ErrorFacts {
  if (error instanceof ClusterError) return error;
  if (error instanceof CampaignSpecError || error instanceof CampaignPlanError) {
    return {
      code: 'INVALID_ARGUMENT',
      reason: 'CAMPAIGN_FILE_INVALID',
      message: error.message,
      retryable: false,
      violations: [{ field: 'campaign_yaml', description: error.message }],
    };
  }
  logger.error(
    `${where}: ${error instanceof Error ? error.message : String(error)}`,
    (error as Error | undefined)?.stack,
  );
  const message = 'something went wrong inside the coordinator; its log says more';
  return { code: 'INTERNAL', reason: 'INTERNAL', message, retryable: true, violations: [] };
}

function any(type: string, bytes: Uint8Array): Any {
  return { typeUrl: `type.googleapis.com/${type}`, value: Buffer.from(bytes) };
}

/** Half a character, as cutting leaves it, cannot be sent: grpc-js would throw where nobody catches it. */
function wellFormed(text: string, most: number): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= most) return bytes.toString();
  return `${bytes
    .subarray(0, most - 3)
    .toString()
    .replace(/\uFFFD+$/, '')}...`;
}
