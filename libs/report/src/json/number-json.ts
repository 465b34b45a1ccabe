import { ReportReadError } from '../errors.js';

/** JSON with full precision; a number that JSON has no word for (NaN, infinities) is written as null. */
export function writeJson(value: unknown): string {
  return `${JSON.stringify(value, null, 1)}\n`;
}

/**
 * Reads what `writeJson` wrote: null is NaN. Checks the document's `format` and nothing else.
 * @throws ReportReadError when the text is no JSON or has another format
 */
export function readJson(text: string, format: string, path: string): Record<string, unknown> {
  let document: unknown;
  try {
    document = JSON.parse(text, (_, value: unknown) => (value === null ? Number.NaN : value));
  } catch (cause) {
    throw new ReportReadError(path, cause instanceof Error ? cause.message : String(cause), cause);
  }
  if (!isRecord(document)) throw new ReportReadError(path, `it holds no object, expected format ${format}`);
  if (document['format'] !== format) {
    throw new ReportReadError(path, `its format is ${String(document['format'])}, expected ${format}`);
  }
  return document;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
