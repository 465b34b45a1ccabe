/** Numbers that JSON has no word for; an object that holds one of these names alone stands for the number. */
const NAMED = { NaN: Number.NaN, Infinity: Number.POSITIVE_INFINITY, '-Infinity': Number.NEGATIVE_INFINITY } as const;
const MARK = '$double';

/** Canonical JSON (sorted keys, no spaces) in which every double keeps its bits: -0 and what is not finite as well. */
export function exactJson(value: unknown): string {
  if (typeof value === 'number') return numberText(value);
  if (Array.isArray(value)) return `[${value.map(exactJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${exactJson(member)}`);
  return `{${members.join(',')}}`;
}

/** @throws SyntaxError for a text that is no JSON */
export function parseExactJson(text: string): unknown {
  return text.includes(MARK) ? JSON.parse(text, revive) : JSON.parse(text);
}

function numberText(value: number): string {
  if (Object.is(value, -0)) return '-0';
  return Number.isFinite(value) ? String(value) : `{"${MARK}":"${value}"}`;
}

function revive(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !(MARK in value)) return value;
  const name = value[MARK];
  return typeof name === 'string' && name in NAMED ? NAMED[name as keyof typeof NAMED] : value;
}
