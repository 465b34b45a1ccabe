/**
 * A place in a JSON document as a JSON pointer (RFC 6901).
 * @example
 * jsonPointer('channels', 0, 'data', 3) // '/channels/0/data/3'
 */
export function jsonPointer(...steps: readonly (string | number)[]): string {
  return steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
