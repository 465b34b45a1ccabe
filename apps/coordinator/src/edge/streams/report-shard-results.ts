import {
  API_LIMITS,
  type ReportShardResultsRequest,
  type ReportShardResultsResponse,
  type ResultHeader,
} from '@darkreach/cluster';
import type { handleClientStreamingCall, sendUnaryData, ServerReadableStream } from '@grpc/grpc-js';
import type { LeaseDesk } from '../../desk.js';
import { InvalidArgumentError, UploadStalledError } from '../../errors.js';
import { statusOfError } from '../status-of-error.js';
import { ShardUpload } from './shard-upload.js';
import type { UploadBudget } from './upload-budget.js';

type Call = ServerReadableStream<ReportShardResultsRequest, ReportShardResultsResponse>;

export interface UploadOptions {
  readonly leases: Pick<LeaseDesk, 'report'>;
  readonly budget: UploadBudget;
  /** Told the bytes of each chunk. */
  readonly received: (bytes: number) => void;
  /** An upload that stands still for so long gives its memory to others. */
  readonly stalledAfterMs: number;
}

/** ReportShardResults: puts uploads together, and answers when the desk has them. */
export function reportShardResults(
  options: UploadOptions,
): handleClientStreamingCall<ReportShardResultsRequest, ReportShardResultsResponse> {
  return (call, callback) => {
    new UploadCall(call, callback, options).begin();
  };
}

class UploadCall {
  readonly #uploads: ShardUpload[] = [];
  readonly #stalled: NodeJS.Timeout;
  #over = false;

  constructor(
    private readonly call: Call,
    private readonly callback: sendUnaryData<ReportShardResultsResponse>,
    private readonly options: UploadOptions,
  ) {
    const { stalledAfterMs } = options;
    this.#stalled = setTimeout(() => {
      this.#fail(new UploadStalledError(`nothing has arrived for ${stalledAfterMs / 1000} s; send it again`));
    }, stalledAfterMs);
  }

  begin(): void {
    this.call.on('data', (message: ReportShardResultsRequest) => this.#take(message));
    this.call.on('end', () => void this.#finish());
    this.call.on('cancelled', () => this.#close());
    this.call.on('error', (error) => this.#fail(error));
  }

  #take(message: ReportShardResultsRequest): void {
    if (this.#over) return;
    this.#stalled.refresh();
    try {
      const { part } = message;
      if (part?.$case === 'header') this.#begin(part.value);
      else if (part?.$case === 'chunk') this.#append(part.value);
    } catch (error) {
      this.#fail(error);
    }
  }

  async #finish(): Promise<void> {
    if (this.#over) return;
    clearTimeout(this.#stalled);
    this.#over = true;
    try {
      if (this.#uploads.length === 0) throw outOfOrder('given: no header; allowed: a header, then chunks');
      const results = this.#uploads.map((upload) => upload.finish());
      const reports = results.map(({ header, bytes }) => this.options.leases.report(header, bytes));
      // The desk has some of them still in its hands when another one fails.
      await Promise.allSettled(reports);
      this.callback(null, { outcomes: await Promise.all(reports) });
    } catch (error) {
      this.callback(statusOfError(error, this.call.getPath()));
    } finally {
      this.#release();
    }
  }

  #begin(header: ResultHeader): void {
    const most = API_LIMITS.batch.value;
    if (this.#uploads.length === most) throw outOfOrder(`given: more than ${most} headers; allowed: at most ${most}`);
    this.#uploads.at(-1)?.finish();
    this.#uploads.push(new ShardUpload(header, this.options.budget));
  }

  #append(chunk: Uint8Array): void {
    const upload = this.#uploads.at(-1);
    if (upload === undefined) throw outOfOrder('given: a chunk; allowed: a header first');
    upload.append(chunk);
    this.options.received(chunk.length);
  }

  #release(): void {
    this.#uploads.forEach((upload) => upload.release());
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
    this.#release();
  }
}

function outOfOrder(description: string): InvalidArgumentError {
  return new InvalidArgumentError([{ field: 'part', description }]);
}
