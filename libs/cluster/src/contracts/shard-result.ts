import { createHash } from 'node:crypto';
import type { LimitBand, PartialHistogram } from '@darkreach/campaign';
import { InvalidResultError } from '../errors.js';
import { ShardResult } from './generated/darkreach/v1/worker.js';
import { decodeLimitBand, encodeLimitBand } from './limit-band.js';
import { decodePartialHistogram, encodePartialHistogram } from './partial-histogram.js';

/** What a shard gives, as it is uploaded and kept. */
export interface EncodedResult {
  readonly bytes: Buffer;
  /** SHA-256 of the bytes, hex. */
  readonly digest: string;
}

/**
 * The bytes of a result: equal results have equal bytes.
 * @throws InvalidResultError for numbers that cannot be
 */
export function encodeShardResult(result: PartialHistogram | LimitBand): EncodedResult {
  const bytes = Buffer.from(ShardResult.encode(messageOf(result)).finish());
  return { bytes, digest: resultDigest(bytes) };
}

/** SHA-256, hex. */
export function resultDigest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** @throws InvalidResultError for bytes that are no result, and for numbers that cannot be */
export function decodeShardResult(bytes: Uint8Array): PartialHistogram | LimitBand {
  const { result } = parse(bytes);
  switch (result?.$case) {
    case undefined:
      throw new InvalidResultError(`${bytes.length} bytes hold neither a histogram nor a limit`);
    case 'histogram':
      return decodePartialHistogram(result.value);
    case 'limit':
      return decodeLimitBand(result.value);
  }
}

function messageOf(result: PartialHistogram | LimitBand): ShardResult {
  switch (result.kind) {
    case 'partial-histogram':
      return { result: { $case: 'histogram', value: encodePartialHistogram(result) } };
    case 'limit-band':
      return { result: { $case: 'limit', value: encodeLimitBand(result) } };
  }
}

function parse(bytes: Uint8Array): ShardResult {
  try {
    return ShardResult.decode(bytes);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new InvalidResultError(`${bytes.length} bytes are no result: ${why}`, { cause });
  }
}
