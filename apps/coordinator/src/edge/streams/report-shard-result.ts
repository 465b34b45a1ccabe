import type { ReportShardResultRequest, ReportShardResultResponse } from '@darkreach/cluster';
import type { handleClientStreamingCall, sendUnaryData, ServerReadableStream } from '@grpc/grpc-js';
import type { LeaseDesk } from '../../desk.js';
import { UploadStalledError } from '../../errors.js';
import { statusOfError } from '../status-of-error.js';
import { ShardUpload } from './shard-upload.js';
import type { UploadBudget } from './upload-budget.js';

type Call = ServerReadableStream<ReportShardResultRequest, ReportShardResultResponse>;

export interface UploadOptions {
  readonly leases: Pick<LeaseDesk, 'report'>;
  readonly budget: UploadBudget;
  /** Told the bytes of each chunk. */
  readonly received: (bytes: number) => void;
  /** An upload that stands still for so long gives its memory to others. */
  readonly stalledAfterMs: number;
}

/** ReportShardResult: puts an upload together, and answers when the desk has it. */
export function reportShardResult(
  options: UploadOptions,
): handleClientStreamingCall<ReportShardResultRequest, ReportShardResultResponse> {
  return (call, callback) => {
    new UploadCall(call, callback, options).begin();
  };
}

class UploadCall {
  readonly #upload: ShardUpload;
  readonly #stalled: NodeJS.Timeout;
  #over = false;

  constructor(
    private readonly call: Call,
    private readonly callback: sendUnaryData<ReportShardResultResponse>,
    private readonly options: UploadOptions,
  ) {
    this.#upload = new ShardUpload(options.budget);
    const { stalledAfterMs } = options;
    this.#stalled = setTimeout(() => {
      this.#fail(new UploadStalledError(`nothing has arrived for ${stalledAfterMs / 1000} s; send it again`));
    }, stalledAfterMs);
  }

  begin(): void {
    this.call.on('data', (message: ReportShardResultRequest) => this.#take(message));
    this.call.on('end', () => void this.#finish());
    this.call.on('cancelled', () => this.#close());
    this.call.on('error', (error) => this.#fail(error));
  }

  #take(message: ReportShardResultRequest): void {
    if (this.#over) return;
    this.#stalled.refresh();
    try {
      this.#upload.take(message);
      this.options.received(message.part?.$case === 'chunk' ? message.part.value.length : 0);
    } catch (error) {
      this.#fail(error);
    }
  }

  async #finish(): Promise<void> {
    if (this.#over) return;
    clearTimeout(this.#stalled);
    this.#over = true;
    try {
      const { header, bytes } = this.#upload.finish();
      const outcome = await this.options.leases.report(header, bytes);
      this.callback(null, { outcome });
    } catch (error) {
      this.callback(statusOfError(error, this.call.getPath()));
    } finally {
      this.#upload.release();
    }
  }

  #fail(error: unknown): void {
    if (this.#over) return;
    this.#close();
    this.callback(statusOfError(error, this.call.getPath()));
  }

  /** The client has gone, or has been told what is wrong. What the desk has in its hands is kept until it is done. */
  #close(): void {
    if (this.#over) return;
    this.#over = true;
    clearTimeout(this.#stalled);
    this.#upload.release();
  }
}
