import { describe, expect, it } from '@jest/globals';
import { API_LIMITS } from '@darkreach/cluster';
import { readFileSync } from 'node:fs';

/** Rows of the tables of a document, without the spaces that align them. */
function rowsOf(path: string): readonly string[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter((line) => line.startsWith('|')).map((line) => line.replaceAll(/\s*\|\s*/g, '|'));
}

describe('the table of input limits in docs/operations.md', () => {
  it('says what the validator knows, limit by limit', () => {
    const rows = rowsOf('docs/operations.md');
    const wanted = Object.values(API_LIMITS).map(({ text, value, unit }) => `|${text}|${value} ${unit}|`);
    expect(rows.filter((row) => wanted.includes(row))).toEqual(wanted);
  });
});
