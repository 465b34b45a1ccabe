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
  type ReportShardResultRequest,
  type ReportShardResultResponse,
  type ResultHeader,
} from '@darkreach/cluster';

/** Seconds until an upload is given up and tried again. */
const UPLOAD_WITHIN = 60;

/**
 * Uploads a result: the header, then chunks, no faster than the coordinator takes them.
 * @throws CallError when it was not taken
 */
export async function uploadResult(context: CallContext, header: ResultHeader, bytes: Buffer): Promise<ReportOutcome> {
  const { call, answer } = open(context);
  // The answer may come early, as an error; nothing is written into a call that has ended.
  const ended = answer.then(
    () => true,
    () => true,
  );
  await write(call, { part: { $case: 'header', value: header } }, ended);
  for (let at = 0; at < bytes.length; at += API_LIMITS.chunk.value) {
    if (at > 0) await failpoint('worker.upload.middle');
    const chunk = bytes.subarray(at, at + API_LIMITS.chunk.value);
    if (!(await write(call, { part: { $case: 'chunk', value: chunk } }, ended))) break;
  }
  if (bytes.length <= API_LIMITS.chunk.value) await failpoint('worker.upload.middle');
  call.end();
  await failpoint('worker.upload.sent');
  return (await answer).outcome;
}

interface Upload {
  readonly call: ClientWritableStream<ReportShardResultRequest>;
  readonly answer: Promise<ReportShardResultResponse>;
}

function open({ client, server, token }: CallContext): Upload {
  const { path, requestSerialize, responseDeserialize } = WorkerServiceService.reportShardResult;
  let call: Upload['call'] | undefined;
  const answer = new Promise<ReportShardResultResponse>((resolve, reject) => {
    call = client.makeClientStreamRequest(
      path,
      requestSerialize,
      responseDeserialize,
      callMetadata(token),
      { deadline: Date.now() + 1000 * UPLOAD_WITHIN },
      (error: ServiceError | null, response?: ReportShardResultResponse) =>
        error === null && response !== undefined ? resolve(response) : reject(new CallError(error!, server)),
    );
    call.on('error', () => undefined);
  });
  answer.catch(() => undefined);
  return { call: call!, answer };
}

/** False when the call has ended, so that there is nobody to write to. */
async function write(
  call: Upload['call'],
  message: ReportShardResultRequest,
  ended: Promise<boolean>,
): Promise<boolean> {
  if (call.write(message)) return !(await Promise.race([ended, Promise.resolve(false)]));
  return !(await Promise.race([ended, once(call, 'drain').then(() => false)]));
}
