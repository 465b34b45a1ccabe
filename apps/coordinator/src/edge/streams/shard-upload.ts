import { createHash } from 'node:crypto';
import { API_LIMITS, type ReportShardResultRequest, type ResultHeader } from '@darkreach/cluster';
import { DataLossError, InvalidArgumentError, ResourceExhaustedError } from '../../errors.js';
import type { UploadBudget } from './upload-budget.js';

/** A result that arrives in parts: its header, then chunks. */
export class ShardUpload {
  readonly #budget: UploadBudget;
  readonly #sha256 = createHash('sha256');
  #header: ResultHeader | undefined;
  #bytes = Buffer.alloc(0);
  #received = 0;
  #giveBack: (() => void) | undefined;

  constructor(budget: UploadBudget) {
    this.#budget = budget;
  }

  /**
   * @throws InvalidArgumentError for parts in a wrong order
   * @throws ResourceExhaustedError for too much, or where others have the memory
   */
  take({ part }: ReportShardResultRequest): void {
    if (part?.$case === 'header') this.#begin(part.value);
    else this.#append(part?.value ?? Buffer.alloc(0));
  }

  /**
   * Everything has arrived.
   * @throws InvalidArgumentError without a header
   * @throws DataLossError for bytes that are not those of the header
   */
  finish(): { readonly header: ResultHeader; readonly bytes: Uint8Array } {
    const header = this.#header;
    if (header === undefined) throw outOfOrder('given: no header; allowed: a header, then chunks');
    if (this.#received !== header.size) {
      throw new DataLossError(`${this.#received} of ${header.size} bytes have arrived; send it again`);
    }
    const digest = this.#sha256.digest('hex');
    if (digest === header.digest) return { header, bytes: this.#bytes };
    throw new DataLossError(`the bytes that have arrived have digest ${digest}, not ${header.digest}; send it again`);
  }

  /** Gives its memory back. May be called more than once. */
  release(): void {
    this.#giveBack?.();
    this.#bytes = Buffer.alloc(0);
  }

  #begin(header: ResultHeader): void {
    if (this.#header !== undefined) throw outOfOrder('given: a second header; allowed: one header, then chunks');
    if (header.size > API_LIMITS.result.value) {
      const message = `header.size: given: ${header.size} bytes; allowed: at most ${API_LIMITS.result.value}`;
      throw new ResourceExhaustedError('UPLOAD_TOO_LARGE', message, false);
    }
    this.#giveBack = this.#budget.reserve(header.size);
    this.#header = header;
    this.#bytes = Buffer.allocUnsafeSlow(header.size);
  }

  #append(chunk: Uint8Array): void {
    if (this.#header === undefined) throw outOfOrder('given: a chunk; allowed: a header first');
    if (chunk.length > API_LIMITS.chunk.value) {
      const message = `chunk: given: ${chunk.length} bytes; allowed: at most ${API_LIMITS.chunk.value}`;
      throw new ResourceExhaustedError('CHUNK_TOO_LARGE', message, false);
    }
    if (this.#received + chunk.length > this.#header.size) {
      const message = `given: more than the ${this.#header.size} bytes of header.size; allowed: exactly these`;
      throw new ResourceExhaustedError('UPLOAD_TOO_LARGE', message, false);
    }
    this.#bytes.set(chunk, this.#received);
    this.#sha256.update(chunk);
    this.#received += chunk.length;
  }
}

function outOfOrder(description: string): InvalidArgumentError {
  return new InvalidArgumentError([{ field: 'part', description }]);
}
