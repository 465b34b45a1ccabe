import { describe, expect, it } from '@jest/globals';
import { plainText } from '../svg/rich-text.js';
import { linearTicks } from './linear-ticks.js';

describe('linearTicks', () => {
  it('numbers round values and has short ticks between them', () => {
    const ticks = linearTicks([-6, 69], (value) => value);
    const numbered = ticks.filter(({ label }) => label !== undefined);
    expect(numbered.map(({ label }) => plainText(label!))).toEqual(['0', '10', '20', '30', '40', '50', '60']);
    expect(ticks.length).toBeGreaterThan(3 * numbered.length);
    expect(new Set(ticks.map(({ at }) => at)).size).toBe(ticks.length);
  });
});
