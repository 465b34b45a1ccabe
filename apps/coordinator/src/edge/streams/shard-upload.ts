import { createHash } from 'node:crypto';
import { API_LIMITS, type ResultHeader } from '@darkreach/cluster';
import { DataLossError, ResourceExhaustedError } from '../../errors.js';
import type { UploadBudget } from './upload-budget.js';

/** A result whose header is there, and whose chunks arrive. */
export class ShardUpload {
  readonly #sha256 = createHash('sha256');
  readonly #giveBack: () => void;
  #bytes: Buffer;
  #received = 0;
  #digest: string | undefined;

  /** @throws ResourceExhaustedError for too much, or where others have the memory */
  constructor(
    private readonly header: ResultHeader,
    budget: UploadBudget,
  ) {
    if (header.size > API_LIMITS.result.value) {
      const message = `header.size: given: ${header.size} bytes; allowed: at most ${API_LIMITS.result.value}`;
      throw new ResourceExhaustedError('UPLOAD_TOO_LARGE', message, false);
    }
    this.#giveBack = budget.reserve(header.size);
    this.#bytes = Buffer.allocUnsafeSlow(header.size);
  }

  /** @throws ResourceExhaustedError for too much */
  append(chunk: Uint8Array): void {
    const { size } = this.header;
    if (chunk.length > API_LIMITS.chunk.value) {
      const message = `chunk: given: ${chunk.length} bytes; allowed: at most ${API_LIMITS.chunk.value}`;
      throw new ResourceExhaustedError('CHUNK_TOO_LARGE', message, false);
    }
    if (this.#received + chunk.length > size) {
      const message = `given: more than the ${size} bytes of header.size; allowed: exactly these`;
      throw new ResourceExhaustedError('UPLOAD_TOO_LARGE', message, false);
    }
    this.#bytes.set(chunk, this.#received);
    this.#sha256.update(chunk);
    this.#received += chunk.length;
  }

  /**
   * Everything has arrived; may be asked more than once.
   * @throws DataLossError for bytes that are not those of the header
   */
  finish(): { readonly header: ResultHeader; readonly bytes: Uint8Array } {
    const { header } = this;
    if (this.#received !== header.size) {
      throw new DataLossError(`${this.#received} of ${header.size} bytes have arrived; send it again`);
    }
    this.#digest ??= this.#sha256.digest('hex');
    if (this.#digest === header.digest) return { header, bytes: this.#bytes };
    throw new DataLossError(
      `the bytes that have arrived have digest ${this.#digest}, not ${header.digest}; send it again`,
    );
  }

  /** Gives its memory back. May be called more than once. */
  release(): void {
    this.#giveBack();
    this.#bytes = Buffer.alloc(0);
  }
}
