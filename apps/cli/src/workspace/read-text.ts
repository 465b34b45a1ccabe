import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { InvalidInputError } from '../errors.js';
import { errorCode, systemReason } from '../text/error-reason.js';

/** What is read as bytes: a file, or standard input. */
export type ByteSource = AsyncIterable<Uint8Array | string> & { readonly isTTY?: boolean };

/** Largest document that is read, in bytes: ten times the largest published likelihood. */
export const LARGEST_DOCUMENT = 2 ** 28;

/** What standard input is called in messages. */
const STANDARD_INPUT = 'standard input';

/** How messages name a file; `-` is standard input. */
export function sourceName(file: string): string {
  return file === '-' ? STANDARD_INPUT : file;
}

/**
 * Reads a document as text; `-` reads standard input.
 * @throws {InvalidInputError} for what cannot be read, is too large or is no UTF-8
 */
export async function readText(file: string, input: ByteSource): Promise<string> {
  const name = sourceName(file);
  try {
    if (file === '-' && input.isTTY === true)
      throw new InvalidInputError(`${name}: it is a terminal; allowed: a file, or JSON that is piped in`);
    if (file === '-') return decoded(await bytesOf(input, name));
    const { size } = await stat(file);
    if (size > LARGEST_DOCUMENT) throw tooLarge(name, `${size}`);
    return decoded(await bytesOf(createReadStream(file) as ByteSource, name));
  } catch (error) {
    if (error instanceof InvalidInputError) throw error;
    throw new InvalidInputError(`${name}: ${reason(error)}`, { cause: error });
  }
}

async function bytesOf(source: ByteSource, name: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of source) {
    const bytes = typeof part === 'string' ? Buffer.from(part) : Buffer.from(part);
    size += bytes.length;
    if (size > LARGEST_DOCUMENT) throw tooLarge(name, 'more');
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}

function decoded(bytes: Buffer): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}

function tooLarge(name: string, size: string): InvalidInputError {
  return new InvalidInputError(`${name}: it has ${size} bytes; allowed: at most ${LARGEST_DOCUMENT}`);
}

function reason(error: unknown): string {
  switch (errorCode(error)) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EISDIR':
      return 'this is a folder; allowed: a JSON file, or - for standard input';
    case 'EACCES':
      return 'the file may not be read';
    case 'ERR_ENCODING_INVALID_ENCODED_DATA':
      return 'it is no UTF-8 text';
    case undefined:
    default:
      return `it cannot be read: ${systemReason(error)}`;
  }
}
