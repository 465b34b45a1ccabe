import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findFallingRoot } from './find-root.js';

describe('the root of a falling function', () => {
  it('is found from a guess that is wrong by any factor up to a million', () => {
    const factor = fc.double({ min: -6, max: 6, noNaN: true });
    fc.assert(
      fc.property(factor, factor, fc.constantFrom(1, 2, 5), (root, guess, power) => {
        const x = 10 ** root;
        const found = findFallingRoot((t) => 1 - (t / x) ** power, x * 10 ** guess);
        expect(found.kind).toBe('root');
        if (found.kind === 'root') expect(found.x / x).toBeCloseTo(1, 8);
      }),
    );
  });

  it('is said not to exist where the function stays on one side, or is no number', () => {
    expect(findFallingRoot(() => 1, 1)).toEqual({ kind: 'no-root' });
    expect(findFallingRoot(() => -1, 1)).toEqual({ kind: 'no-root' });
    expect(findFallingRoot(() => NaN, 1)).toEqual({ kind: 'no-root' });
  });
});
