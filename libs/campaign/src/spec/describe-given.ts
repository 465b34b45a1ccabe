const SHOWN = 80;

/** What was found, as it may be printed in one line: strings quoted and shortened, collections named. */
export function describeGiven(value: unknown): string {
  if (typeof value === 'string') return printable(JSON.stringify(value));
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (value === null) return 'nothing';
  if (value === undefined) return '';
  const scalar = typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint';
  return scalar ? printable(String(value)) : 'a mapping';
}

/** Control and direction characters replaced, at most 80 characters. */
export function printable(text: string): string {
  const clean = text.replace(/[\p{C}\u2028\u2029]/gu, '?');
  return clean.length <= SHOWN ? clean : `${clean.slice(0, SHOWN - 3)}...`;
}
