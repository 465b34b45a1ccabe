import { once } from 'node:events';
import type { ClientWritableStream, ServiceError } from '@grpc/grpc-js';
import {
  API_LIMITS,
  callMetadata,
  CallError,
  failpoint,
  WorkerServiceService,
  type CallContext,
  type ReportOutcome,
  type ReportShardResultsRequest,
  type ReportShardResultsResponse,
  type ResultHeader,
} from '@darkreach/cluster';

/** What a shard gave, and what it is. */
export interface EncodedUpload {
  readonly header: ResultHeader;
  readonly bytes: Buffer;
}

/** Seconds until an upload is given up and tried again. */
const UPLOAD_WITHIN = 60;

/**
 * Uploads results in one call: of each the header, then chunks, no faster than the coordinator takes them.
 * @returns what became of each
 * @throws CallError when they were not taken; some of them may be merged then
 */
export async function uploadResults(
  context: CallContext,
  uploads: readonly EncodedUpload[],
): Promise<readonly ReportOutcome[]> {
  const { call, answer } = open(context);
  // The answer may come early, as an error; nothing is written into a call that has ended.
  const state = { ended: false };
  const end = answer.then(
    () => void (state.ended = true),
    () => void (state.ended = true),
  );
  const write = async (message: ReportShardResultsRequest): Promise<void> => {
    if (!state.ended && !call.write(message)) await Promise.race([end, once(call, 'drain')]);
  };
  for (const { header, bytes } of uploads) {
    await write({ part: { $case: 'header', value: header } });
    for (let at = 0; at < bytes.length && !state.ended; at += API_LIMITS.chunk.value) {
      if (at > 0) await failpoint('worker.upload.middle');
      await write({ part: { $case: 'chunk', value: bytes.subarray(at, at + API_LIMITS.chunk.value) } });
    }
  }
  if (uploads.every(({ bytes }) => bytes.length <= API_LIMITS.chunk.value)) await failpoint('worker.upload.middle');
  call.end();
  await failpoint('worker.upload.sent');
  return (await answer).outcomes;
}

interface Upload {
  readonly call: ClientWritableStream<ReportShardResultsRequest>;
  readonly answer: Promise<ReportShardResultsResponse>;
}

function open({ client, server, token }: CallContext): Upload {
  const { path, requestSerialize, responseDeserialize } = WorkerServiceService.reportShardResults;
  let call: Upload['call'] | undefined;
  const answer = new Promise<ReportShardResultsResponse>((resolve, reject) => {
    call = client.makeClientStreamRequest(
      path,
      requestSerialize,
      responseDeserialize,
      callMetadata(token),
      { deadline: Date.now() + 1000 * UPLOAD_WITHIN },
      (error: ServiceError | null, response?: ReportShardResultsResponse) =>
        error === null && response !== undefined ? resolve(response) : reject(new CallError(error!, server)),
    );
    call.on('error', () => undefined);
  });
  answer.catch(() => undefined);
  return { call: call!, answer };
}
