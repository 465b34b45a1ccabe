import { describe, expect, it } from '@jest/globals';
import { storedText } from './stored-text.js';

describe('text for Postgres', () => {
  it('has no character zero and no half of a pair', () => {
    expect(storedText('a\0b')).toBe('ab');
    expect(storedText('a\ud83db\udc00c')).toBe('a\ufffdb\ufffdc');
    expect(storedText('ε \u{1f600}')).toBe('ε \u{1f600}');
  });

  it('is cut between characters', () => {
    expect(storedText('\u{1f600}\u{1f600}\u{1f600}', 2)).toBe('\u{1f600}\u{1f600}');
    expect(storedText('abc', 2)).toBe('ab');
  });
});
