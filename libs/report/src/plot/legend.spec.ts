import { describe, expect, it } from '@jest/globals';
import { legendBlock } from './legend.js';

const entries = (...texts: readonly string[]) => texts.map((text) => ({ label: [{ text }] }));

describe('legendBlock', () => {
  it('puts columns side by side where they fit, and below one another where they do not', () => {
    const columns = [entries('a', 'b', 'c'), entries('d', 'e')];
    const wide = legendBlock(columns, 800);
    const narrow = legendBlock(columns, 20);
    expect(narrow.height / wide.height).toBeCloseTo(5 / 3, 12);
    expect(wide.draw(0, 0).match(/y="17"/g)).toHaveLength(2);
    expect(narrow.draw(0, 0).match(/y="17"/g)).toHaveLength(1);
  });

  it('leaves no room for an empty column', () => {
    expect(legendBlock([[], entries('a')], 800).draw(0, 0)).toContain('x="0"');
    expect(legendBlock([[], []], 800).height).toBe(0);
  });
});
