import type { FitJob, LimitBand, PartialHistogram, ShardJob } from '@darkreach/campaign';
import {
  CallError,
  encodeShardResult,
  failpoint,
  FailureReason,
  InvalidTaskError,
  jobOfTask,
  LeaseRefusal,
  ReportOutcome,
  type EncodedResult,
  type JobOutcome,
  type Lease,
  type ShardReference,
} from '@darkreach/cluster';
import type { LoggerService } from '@nestjs/common';
import type { Compute } from '../compute/compute.js';
import type { CachedCampaign, CampaignCache } from '../coordinator/campaign-cache.js';
import type { CoordinatorLink } from '../coordinator/coordinator-link.js';
import { patiently } from '../coordinator/patiently.js';
import { OtherFormulasError, ShardStoppedError } from '../errors.js';
import { failureOf, type Failure } from './failure-of.js';
import { HeldLease } from './held-lease.js';
import type { HeldLeases } from './held-leases.js';
import type { Speed } from './speed.js';

export interface ShardWorkOptions {
  readonly link: CoordinatorLink;
  readonly campaigns: CampaignCache;
  readonly compute: Compute;
  readonly leases: HeldLeases;
  readonly speed: Speed;
  readonly logger: LoggerService;
  /** A shard may take so many seconds at the least. */
  readonly shardSeconds: number;
  /** Called when the coordinator gives this worker nothing any more. */
  readonly onExcluded: () => void;
}

/** Seconds that are waited for the coordinator: for a lease, and with a result, which is not to be lost. */
const ASK_FOR = 60;
const REPORT_FOR = 900;
/** A shard may take so many times its estimate. */
const ESTIMATES = 20;
/** Another worker is to have the job; it comes back into the queue after about so many ms. */
const ANOTHER_WORKER_AFTER = 800;

/** What is done with a job: lease, compute, report. Nothing in the job is trusted but the name of the shard. */
export class ShardWork {
  private leaving = false;

  constructor(private readonly options: ShardWorkOptions) {}

  /** From now on a lease that is still on its way is given back. */
  drain(): void {
    this.leaving = true;
  }

  /** @throws CallError when the coordinator does not answer; the reconciler brings the shard back */
  async process({ campaignId, shardId }: ShardReference): Promise<JobOutcome> {
    const { link, leases } = this.options;
    const { lease, refusal } = await patiently(() => link.acquire({ campaignId, shardId }), { seconds: ASK_FOR });
    if (lease === undefined) return this.refused(refusal);
    if (lease.token === undefined) throw new InvalidTaskError(`the lease of ${campaignId} ${shardId} has no token`);
    const held = new HeldLease(lease.token, lease.estimatedSeconds);
    leases.add(held);
    if (this.leaving) held.stop(new ShardStoppedError('given-back', 'this worker is about to end'));
    try {
      await this.work(held, lease);
    } finally {
      leases.remove(held);
    }
    return 'done';
  }

  private refused(refusal: LeaseRefusal): JobOutcome {
    switch (refusal) {
      case LeaseRefusal.ANOTHER_WORKER:
        return { againAfter: ANOTHER_WORKER_AFTER * (0.5 + Math.random()) };
      case LeaseRefusal.WORKER_EXCLUDED:
        this.options.onExcluded();
        return { againAfter: ANOTHER_WORKER_AFTER };
      case LeaseRefusal.UNSPECIFIED:
      case LeaseRefusal.NOTHING_TO_DO:
      case LeaseRefusal.PAUSED:
        return 'done';
    }
  }

  private async work(held: HeldLease, lease: Lease): Promise<void> {
    const { speed, campaigns } = this.options;
    try {
      const job = jobOfTask(lease.task);
      const campaign = await patiently(() => campaigns.get(held.token.campaignId), {
        seconds: ASK_FOR,
        signal: held.signal,
      });
      expectAddress(lease.address, job, campaign);
      const result = await this.compute(held, job, campaign);
      const seconds = held.elapsedSeconds;
      held.computed();
      const encoded = encodeShardResult(result);
      const { estimatedSeconds } = lease;
      speed.add({
        seconds,
        estimatedSeconds,
        ...(result.kind === 'limit-band' ? { events: 0, toys: result.toys } : { events: result.events, toys: 0 }),
      });
      await this.report(held, encoded, seconds);
    } catch (error) {
      await this.fail(held, held.stopped ?? error);
    }
  }

  private async compute(
    held: HeldLease,
    job: ShardJob | FitJob,
    campaign: CachedCampaign,
  ): Promise<PartialHistogram | LimitBand> {
    const { compute, speed, shardSeconds } = this.options;
    const { estimatedSeconds, signal } = held;
    const limit = Math.max(shardSeconds, ESTIMATES * estimatedSeconds, ESTIMATES * speed.expect(estimatedSeconds));
    let timer: NodeJS.Timeout | undefined;
    const onStart = (): void => {
      held.begin();
      const stop = (): void => held.stop(new ShardStoppedError('timed-out', `it has not ended after ${limit} s`));
      // Longer timers than 2^31 ms would go off at once.
      timer = setTimeout(stop, Math.min(1000 * limit, 2 ** 31 - 1));
      void failpoint('worker.shard.started');
    };
    try {
      return await compute.run(job, campaign, { signal, onStart });
    } finally {
      clearTimeout(timer);
    }
  }

  /** The result is not lost while the coordinator is away. */
  private async report(held: HeldLease, { bytes, digest }: EncodedResult, seconds: number): Promise<void> {
    const { link, logger } = this.options;
    const { token, signal } = held;
    const outcome = await patiently(() => link.upload({ token, digest, size: bytes.length, seconds }, bytes), {
      seconds: REPORT_FOR,
      signal,
      onRetry: (error, waitMs) => {
        logger.warn({
          ...about(held),
          message: `not reported yet, again in ${Math.round(waitMs)} ms: ${error.message}`,
        });
      },
    });
    const message = `${outcomeName(outcome)} after ${seconds.toFixed(3)} s`;
    if (outcome === ReportOutcome.CONFLICT) logger.error({ ...about(held), message });
    else logger.debug?.({ ...about(held), message });
  }

  private async fail(held: HeldLease, error: unknown): Promise<void> {
    const { logger } = this.options;
    const failure = this.refusedResult(held, error) ?? failureOf(error);
    if (failure === undefined) {
      logger.debug?.({ ...about(held), message: 'abandoned' });
      return;
    }
    logger.warn({ ...about(held), message: `${reasonName(failure.reason)}: ${failure.message}` });
    await this.reportFailure(held, failure).catch((cause: unknown) => {
      // Its lease runs out, which comes to the same.
      logger.warn({ ...about(held), message: `the failure could not be reported: ${String(cause)}` });
    });
  }

  /** A result that the coordinator does not take is a failure of this worker. */
  private refusedResult({ phase }: HeldLease, error: unknown): Failure | undefined {
    const refused = phase === 'reporting' && error instanceof CallError && error.code === 'INVALID_ARGUMENT';
    return refused ? { reason: FailureReason.INVALID_RESULT, message: error.message } : undefined;
  }

  private async reportFailure({ token, stopped }: HeldLease, failure: Failure): Promise<void> {
    const { link } = this.options;
    const request = { workerId: link.workerId, token, ...failure };
    const seconds = stopped?.why === 'given-back' ? 3 : ASK_FOR;
    await patiently(() => link.ask((calls) => calls.reportShardFailure(request, { timeout: 5 })), { seconds });
  }
}

function expectAddress(address: string, job: ShardJob | FitJob, { addresses }: CachedCampaign): void {
  const own = job.kind === 'shard-job' ? addresses.ofShard(job) : addresses.ofFit(job);
  if (own === address) return;
  throw new OtherFormulasError(`the address of the shard is ${own} here and ${address} at the coordinator`);
}

function about({ token }: HeldLease): { readonly campaign: string; readonly shard: string; readonly attempt: number } {
  return { campaign: token.campaignId, shard: token.shardId, attempt: token.attempt };
}

function outcomeName(outcome: ReportOutcome): string {
  return (
    Object.entries(ReportOutcome)
      .find(([, value]) => value === outcome)?.[0]
      .toLowerCase() ?? String(outcome)
  );
}

function reasonName(reason: FailureReason): string {
  return (
    Object.entries(FailureReason)
      .find(([, value]) => value === reason)?.[0]
      .toLowerCase() ?? String(reason)
  );
}
