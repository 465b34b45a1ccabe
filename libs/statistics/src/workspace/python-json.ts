import { isLosslessNumber, parse } from 'lossless-json';
import { invalidJson } from './parse-json.js';
import { pythonNumber } from './python-number.js';

/**
 * A JSON text as Python prints it after reading it, json.dumps(value, sort_keys=True, ensure_ascii=False): the text that
 * digests of workspaces are taken of. Python tells 5 from 5.0, so the text is needed, the value does not do.
 * @throws InvalidJsonError when the text is no JSON
 * @example
 * pythonJson('{"b": 1E5, "a": [5, 5.0]}') // '{"a": [5, 5.0], "b": 100000.0}'
 */
export function pythonJson(text: string): string {
  return printed(read(text));
}

function read(text: string): unknown {
  try {
    // Of two members of one name Python keeps the last, as the parser of the language does.
    return parse(text, null, { onDuplicateKey: ({ newValue }) => newValue });
  } catch (cause) {
    throw invalidJson(text, cause);
  }
}

function printed(value: unknown): string {
  if (isLosslessNumber(value)) return pythonNumber(value.value);
  if (Array.isArray(value)) return `[${value.map(printed).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => byCodePoint(a, b));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}: ${printed(member)}`).join(', ')}}`;
}

/** Python compares code points where the language compares code units; the order of UTF-8 is that of code points. */
function byCodePoint(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
