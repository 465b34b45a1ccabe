import { createHash } from 'node:crypto';
import { InvalidArgumentError } from '../errors.js';

/** A place in a list as callers carry it: they cannot use it for another list, and have nothing to read in it. */
export function encodePlace(list: string, place: string): string {
  return Buffer.from(`${fingerprint(list)}${place}`, 'utf8').toString('base64url');
}

/**
 * The place behind a token of that list; undefined for the empty token.
 * @throws InvalidArgumentError for a token that this list did not give
 */
export function decodePlace(list: string, token: string, field: string): string | undefined {
  if (token === '') return undefined;
  const text = Buffer.from(token, 'base64url').toString('utf8');
  const mark = fingerprint(list);
  if (text.startsWith(mark) && encodePlace(list, text.slice(mark.length)) === token) return text.slice(mark.length);
  const description = `given: ${token.length} characters that are no ${field} of this list; allowed: one that it gave, or none`;
  throw new InvalidArgumentError([{ field, description }]);
}

function fingerprint(list: string): string {
  return createHash('sha256').update(list).digest('base64url').slice(0, 8);
}
