import { status, type ServiceError } from '@grpc/grpc-js';
import { BadRequest, ErrorInfo, Status } from '../contracts/generated/google/rpc/details.js';
import { ClusterError, type FieldViolation, type StatusName } from '../errors.js';

const DETAILS = 'grpc-status-details-bin';
/** Statuses after which the same call may succeed. A server that goes down cancels the calls that it has. */
const RETRYABLE: readonly StatusName[] = ['UNAVAILABLE', 'RESOURCE_EXHAUSTED', 'ABORTED', 'CANCELLED'];

/** What the cluster answered to a call that failed, or that it did not answer. */
export class CallError extends ClusterError {
  override readonly name = 'CallError';
  readonly code: StatusName;
  readonly reason: string;
  readonly retryable: boolean;
  override readonly violations: readonly FieldViolation[];
  /** Whom was asked, `host:port`. */
  readonly server: string;

  constructor(error: ServiceError, server: string) {
    super(error.details === '' ? error.message : error.details, { cause: error });
    const details = decodeDetails(error);
    this.code = (status[error.code] as StatusName | undefined) ?? 'UNKNOWN';
    this.reason = details.reason;
    this.violations = details.violations;
    this.retryable = RETRYABLE.includes(this.code);
    this.server = server;
  }
}

interface Details {
  readonly reason: string;
  readonly violations: readonly FieldViolation[];
}

/** ErrorInfo and BadRequest of the trailer; whoever sends something else has sent nothing. */
function decodeDetails(error: ServiceError): Details {
  // An error that did not come from a call has no metadata.
  const metadata = error.metadata as ServiceError['metadata'] | undefined;
  const [trailer] = metadata?.get(DETAILS) ?? [];
  if (!(trailer instanceof Uint8Array)) return { reason: '', violations: [] };
  try {
    const { details } = Status.decode(trailer);
    const those = (type: string) =>
      details.filter(({ typeUrl }) => typeUrl.endsWith(`/google.rpc.${type}`)).map(({ value }) => value);
    return {
      reason: those('ErrorInfo').map((value) => ErrorInfo.decode(value).reason)[0] ?? '',
      violations: those('BadRequest').flatMap((value) => BadRequest.decode(value).fieldViolations),
    };
  } catch {
    return { reason: '', violations: [] };
  }
}
