const SHOWN = 60;

/** A JSON value as an error message shows it in a few words: strings quoted and shortened, collections by their kind. */
export function describeValue(value: unknown): string {
  if (typeof value === 'string') return shortened(JSON.stringify(value));
  if (Array.isArray(value)) return value.length === 0 ? 'an empty array' : `an array of ${value.length}`;
  if (value === null) return 'null';
  if (value === undefined) return 'missing';
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function shortened(text: string): string {
  const clean = text.replace(/[\p{C}\u2028\u2029]/gu, '?');
  return clean.length <= SHOWN ? clean : `${clean.slice(0, SHOWN - 3)}...`;
}
