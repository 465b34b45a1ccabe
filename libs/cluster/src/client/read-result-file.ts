import type { ServiceError } from '@grpc/grpc-js';
import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import {
  ResultServiceService,
  type DownloadResultResponse,
  type ResultFile,
} from '../contracts/generated/darkreach/v1/result.js';
import { ClusterError } from '../errors.js';
import { CallError } from './call-error.js';
import type { ClusterConnection } from './connect-cluster.js';
import { callMetadata } from './unary-calls.js';

const TRIES = 4;
/** Milliseconds. */
const PAUSE = 500;

/** A file that arrived otherwise than the cluster had said. */
export class DamagedFileError extends ClusterError {
  override readonly name = 'DamagedFileError';
  readonly code = 'DATA_LOSS';
  readonly reason = 'FILE_DAMAGED';
  readonly retryable = true;
}

/**
 * The content of a result file, checked against the size and the SHA-256 that the cluster gives for it.
 *
 * @param parent `campaigns/{id}`
 * @throws {CallError} when the cluster refuses or stays away
 * @throws {DamagedFileError} when the content is another one
 */
export async function readResultFile(
  connection: ClusterConnection,
  parent: string,
  file: ResultFile,
): Promise<Uint8Array> {
  for (let i = 1; ; i += 1) {
    try {
      return checked(await download(connection, parent, file.path), file);
    } catch (error) {
      const known = error instanceof ClusterError ? error : new CallError(error as ServiceError, connection.server);
      if (!known.retryable || i === TRIES) throw known;
    }
    await delay(PAUSE * i);
  }
}

async function download(
  { context: { client, token } }: ClusterConnection,
  parent: string,
  path: string,
): Promise<Buffer> {
  const { path: method, requestSerialize, responseDeserialize } = ResultServiceService.downloadResult;
  const metadata = callMetadata(token);
  const call = client.makeServerStreamRequest(
    method,
    requestSerialize,
    responseDeserialize,
    { parent, path },
    metadata,
  );
  const chunks: Uint8Array[] = [];
  for await (const { chunk } of call as AsyncIterable<DownloadResultResponse>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function checked(content: Buffer, { path, size, sha256 }: ResultFile): Uint8Array {
  const found = createHash('sha256').update(content).digest('hex');
  if (content.length === size && found === sha256) return content;
  throw new DamagedFileError(
    `${path} arrived with ${content.length} bytes and SHA-256 ${found}; the cluster says ${size} and ${sha256}`,
  );
}
