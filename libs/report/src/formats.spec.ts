import { describe, expect, it } from '@jest/globals';
import { formats } from './formats.js';

describe('formats', () => {
  it('are sorted by id, each once', () => {
    const ids = formats.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
  });
});
