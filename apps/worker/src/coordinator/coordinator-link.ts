import {
  API_LIMITS,
  Batcher,
  CallError,
  InvalidTaskError,
  unaryCalls,
  WorkerServiceService,
  type CallContext,
  type LeaseAnswer,
  type ReportOutcome,
  type RegisterWorkerRequest,
  type RegisterWorkerResponse,
  type ResultHeader,
  type ShardName,
  type UnaryCalls,
} from '@darkreach/cluster';
import { uploadResults, type EncodedUpload } from './upload-results.js';

/** The coordinator as this worker speaks to it: under its id, and registered again where it is not known any more. */
export class CoordinatorLink {
  private readonly calls: UnaryCalls<typeof WorkerServiceService>;
  private readonly leases: Batcher<ShardName, LeaseAnswer>;
  private readonly uploads: Batcher<EncodedUpload, ReportOutcome>;
  private registering: Promise<RegisterWorkerResponse> | undefined;

  constructor(
    private readonly context: CallContext,
    private readonly me: RegisterWorkerRequest,
  ) {
    this.calls = unaryCalls(WorkerServiceService, context);
    const most = API_LIMITS.batch.value;
    this.leases = new Batcher((shards) => this.acquireAll(shards), most);
    this.uploads = new Batcher((uploads) => this.uploadAll(uploads), most);
  }

  get workerId(): string {
    return this.me.workerId;
  }

  /** Says who this is; calls at the same time share one. */
  register(): Promise<RegisterWorkerResponse> {
    this.registering ??= this.calls
      .registerWorker(this.me, { timeout: 10 })
      .finally(() => (this.registering = undefined));
    return this.registering;
  }

  /** Calls a method; a coordinator that does not know this worker is told who it is, and asked again. */
  async ask<T>(call: (calls: UnaryCalls<typeof WorkerServiceService>) => Promise<T>): Promise<T> {
    try {
      return await call(this.calls);
    } catch (error) {
      if (!isNotKnown(error)) throw error;
      await this.register();
      return call(this.calls);
    }
  }

  /** Asks for a shard; those that are asked for at the same time go together. */
  acquire(shard: ShardName): Promise<LeaseAnswer> {
    return this.leases.ask(shard);
  }

  /**
   * Short results that are brought at the same time go together.
   * @throws CallError when the result was not taken
   */
  upload(header: Omit<ResultHeader, 'workerId'>, bytes: Buffer): Promise<ReportOutcome> {
    const { workerId } = this;
    const upload = { header: { ...header, workerId }, bytes };
    return bytes.length <= API_LIMITS.chunk.value ? this.uploads.ask(upload) : this.uploadOne(upload);
  }

  private async acquireAll(shards: readonly ShardName[]): Promise<readonly LeaseAnswer[]> {
    const { workerId } = this;
    const request = { workerId, shards: [...shards] };
    const { answers } = await this.ask((calls) => calls.acquireShardLeases(request, { timeout: 15 }));
    if (answers.length === shards.length) return answers;
    throw new InvalidTaskError(`${answers.length} answers have come for ${shards.length} shards`);
  }

  /** One result that the coordinator does not take is not to spoil the others. */
  private async uploadAll(
    uploads: readonly EncodedUpload[],
  ): Promise<readonly (ReportOutcome | Promise<ReportOutcome>)[]> {
    try {
      return await this.ask(() => uploadResults(this.context, uploads));
    } catch (error) {
      const alone = uploads.length === 1 || !(error instanceof CallError && error.code === 'INVALID_ARGUMENT');
      if (alone) throw error;
      return uploads.map((upload) => this.uploadOne(upload));
    }
  }

  private async uploadOne(upload: EncodedUpload): Promise<ReportOutcome> {
    const [outcome] = await this.ask(() => uploadResults(this.context, [upload]));
    return outcome!;
  }

  close(): void {
    this.context.client.close();
  }
}

function isNotKnown(error: unknown): boolean {
  return error instanceof CallError && error.code === 'NOT_FOUND' && error.reason !== 'CAMPAIGN_NOT_FOUND';
}
