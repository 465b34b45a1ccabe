import { CampaignPlanError } from '@darkreach/campaign';
import { API_LIMITS, CallError, FailureReason, InvalidResultError, InvalidTaskError } from '@darkreach/cluster';
import { OtherFormulasError, ShardStoppedError } from '../errors.js';

/** What the coordinator is told of a shard that has no result. */
export interface Failure {
  readonly reason: FailureReason;
  readonly message: string;
}

/** Undefined where nobody wants to know: the shard was abandoned. */
export function failureOf(error: unknown): Failure | undefined {
  if (error instanceof ShardStoppedError && error.why === 'abandoned') return undefined;
  const text = error instanceof Error ? error.message : String(error);
  return { reason: reasonOf(error), message: text.slice(0, API_LIMITS.string.value) };
}

function reasonOf(error: unknown): FailureReason {
  if (error instanceof ShardStoppedError) {
    return error.why === 'timed-out' ? FailureReason.TIMED_OUT : FailureReason.GIVEN_BACK;
  }
  // It is not the fault of the shard that its campaign could not be had.
  if (error instanceof CallError) return FailureReason.GIVEN_BACK;
  if (error instanceof InvalidResultError) return FailureReason.INVALID_RESULT;
  const others = [OtherFormulasError, CampaignPlanError, InvalidTaskError];
  return others.some((kind) => error instanceof kind) ? FailureReason.OTHER_FORMULAS : FailureReason.CRASHED;
}
