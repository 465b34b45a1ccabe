import {
  CallError,
  unaryCalls,
  WorkerServiceService,
  type CallContext,
  type ReportOutcome,
  type RegisterWorkerRequest,
  type RegisterWorkerResponse,
  type ResultHeader,
  type UnaryCalls,
} from '@darkreach/cluster';
import { uploadResult } from './upload-result.js';

/** The coordinator as this worker speaks to it: under its id, and registered again where it is not known any more. */
export class CoordinatorLink {
  private readonly calls: UnaryCalls<typeof WorkerServiceService>;
  private registering: Promise<RegisterWorkerResponse> | undefined;

  constructor(
    private readonly context: CallContext,
    private readonly me: RegisterWorkerRequest,
  ) {
    this.calls = unaryCalls(WorkerServiceService, context);
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

  /** @throws CallError when the result was not taken */
  upload(header: Omit<ResultHeader, 'workerId'>, bytes: Buffer): Promise<ReportOutcome> {
    const { workerId } = this;
    return this.ask(() => uploadResult(this.context, { ...header, workerId }, bytes));
  }

  close(): void {
    this.context.client.close();
  }
}

function isNotKnown(error: unknown): boolean {
  return error instanceof CallError && error.code === 'NOT_FOUND' && error.reason !== 'CAMPAIGN_NOT_FOUND';
}
