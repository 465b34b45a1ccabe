import { describe, expect, it } from '@jest/globals';
import { markdownTable } from './markdown-table.js';

describe('markdownTable', () => {
  it('has a line under its head, and escapes bars', () => {
    expect(markdownTable(['a', 'b'], [['1', 'x|y']])).toBe('| a | b |\n| --- | --- |\n| 1 | x\\|y |');
  });
});
