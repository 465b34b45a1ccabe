import { parse } from 'lossless-json';
import { InvalidJsonError } from '../errors.js';

/**
 * The value of a JSON text; NaN and Infinity, which Python writes, are no JSON.
 * @throws InvalidJsonError with the line and column where the text stops to be JSON
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw invalidJson(text, cause);
  }
}

/** Where and why a text is no JSON: the parser of the language does not say where in all versions. */
export function invalidJson(text: string, cause: unknown): InvalidJsonError {
  const at = Math.min(failingPosition(text), text.length);
  const before = text.slice(0, at).split('\n');
  return new InvalidJsonError(before.length, before.at(-1)!.length + 1, problemAt(text, at), { cause });
}

function failingPosition(text: string): number {
  try {
    parse(text, null, { onDuplicateKey: ({ newValue }) => newValue });
    return 0;
  } catch (error) {
    const position = error instanceof Error ? /position (\d+)/.exec(error.message)?.[1] : undefined;
    return position === undefined ? text.length : Number(position);
  }
}

function problemAt(text: string, at: number): string {
  const word = /^(NaN|Infinity)/.exec(text.slice(at, at + 8));
  if (word) return `${word[0]} is no number of JSON`;
  if (at >= text.length) return text.trim() === '' ? 'the text is empty' : 'the text ends too early';
  return `unexpected ${JSON.stringify(String.fromCodePoint(text.codePointAt(at)!))}`;
}
