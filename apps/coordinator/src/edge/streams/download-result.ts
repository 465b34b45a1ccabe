import { once } from 'node:events';
import { API_LIMITS, type DownloadResultRequest, type DownloadResultResponse } from '@darkreach/cluster';
import type { handleServerStreamingCall, ServerWritableStream } from '@grpc/grpc-js';
import { callerOf } from '../../auth/caller-of.js';
import type { ResultDesk } from '../../desk.js';
import { idOf } from '../resource-name.js';
import { statusOfError } from '../status-of-error.js';

const CHUNK_BYTES = API_LIMITS.chunk.value;

/** DownloadResult: a file in chunks, no faster than the client reads. */
export function downloadResult(
  results: Pick<ResultDesk, 'file'>,
): handleServerStreamingCall<DownloadResultRequest, DownloadResultResponse> {
  return (call) => {
    send(call, results).catch((error: unknown) => call.emit('error', statusOfError(error, call.getPath())));
  };
}

async function send(
  call: ServerWritableStream<DownloadResultRequest, DownloadResultResponse>,
  results: Pick<ResultDesk, 'file'>,
): Promise<void> {
  const gone = new AbortController();
  call.on('cancelled', () => gone.abort());
  const { parent, path } = call.request;
  const bytes = await results.file(idOf(parent), path, callerOf(call.metadata));
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let begin = 0; begin < content.length && !call.cancelled; begin += CHUNK_BYTES) {
    if (!call.write({ chunk: content.subarray(begin, begin + CHUNK_BYTES) })) await drained(call, gone.signal);
  }
  if (!call.cancelled) call.end();
}

async function drained(call: NodeJS.EventEmitter, gone: AbortSignal): Promise<void> {
  try {
    await once(call, 'drain', { signal: gone });
  } catch (error) {
    if (!gone.aborted) throw error;
  }
}
