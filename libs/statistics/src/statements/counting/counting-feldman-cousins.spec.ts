import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidModelError } from '../../errors.js';
import { readFixture } from '../../../fixtures/read-fixture.js';
import { countingFeldmanCousins } from './counting-feldman-cousins.js';

interface Entry {
  readonly n: number;
  readonly b: number;
  readonly lo: number;
  readonly hi: number;
  readonly hi_monotone: number;
}

const tables = readFixture('analytic_feldman_cousins.expected.json') as Readonly<Record<string, readonly Entry[]>>;

const poisson = (k: number, rate: number): number => {
  let p = Math.exp(-rate);
  for (let i = 1; i <= k; i++) p *= rate / i;
  return p;
};

/** The counts accepted at a signal, taken one by one in falling order of the likelihood ratio, equals together. */
function acceptedCounts(signal: number, background: number, cl: number): ReadonlySet<number> {
  const ranked = Array.from({ length: 90 }, (_, k) => ({
    k,
    p: poisson(k, signal + background),
    ratio: poisson(k, signal + background) / poisson(k, Math.max(k, background)),
  })).sort((a, b) => b.ratio - a.ratio);
  const accepted = new Set<number>();
  let sum = 0;
  let last = 2;
  for (const { k, p, ratio } of ranked) {
    if (sum >= cl && ratio < last * (1 - 1e-12)) break;
    accepted.add(k);
    sum += p;
    last = ratio;
  }
  return accepted;
}

describe('the Feldman-Cousins interval of a counting experiment', () => {
  it.each([
    ['cl_0.6827', 0.6827],
    ['cl_0.90', 0.9],
    ['cl_0.95', 0.95],
  ] as const)('is as tabulated in all entries of %s, edge for edge of the grid', (name, cl) => {
    expect(tables[name]).toHaveLength(252);
    for (const { n, b, lo, hi, hi_monotone } of tables[name]!) {
      const { lower, upper, upperMonotone } = countingFeldmanCousins(n, b, { cl });
      const edges = [lower, upper, upperMonotone].map((mu) => Math.round(mu / 0.005));
      expect([n, b, ...edges]).toEqual([n, b, ...[lo, hi, hi_monotone].map((mu) => Math.round(mu / 0.005))]);
    }
  });

  it('is that of the published tables at 90 %, to their two decimals', () => {
    const published = [
      [0, 0, 0, 2.44],
      [1, 0, 0.11, 4.36],
      [3, 0, 1.1, 7.42],
      [10, 0, 5.5, 16.5],
      [0, 3, 0, 1.08],
      [3, 3, 0, 4.42],
    ] as const;
    for (const [n, b, lower, upper] of published) {
      const interval = countingFeldmanCousins(n, b, { cl: 0.9 });
      expect(Math.abs(interval.lower - lower)).toBeLessThan(0.0101);
      expect(Math.abs(interval.upperMonotone - upper)).toBeLessThan(0.0101);
    }
  });

  it('ends at the first and last signal that accept the count when every signal is looked at', () => {
    const count = fc.nat(12);
    const background = fc.double({ min: 0, max: 12, noNaN: true });
    const level = fc.double({ min: 0.5, max: 0.99, noNaN: true });
    fc.assert(
      fc.property(count, background, level, (n, b, cl) => {
        const grid = Array.from({ length: 400 }, (_, i) => i * 0.1);
        const accepting = grid.filter((mu) => acceptedCounts(mu, b, cl).has(n));
        const { lower, upper } = countingFeldmanCousins(n, b, { cl, step: 0.1 });
        expect([lower, upper]).toEqual([expect.closeTo(accepting[0]!, 9), expect.closeTo(accepting.at(-1)!, 9)]);
      }),
      { numRuns: 20 },
    );
  });

  it('covers every signal at least as often as it says', () => {
    for (const [b, cl] of [
      [0, 0.9],
      [2.7, 0.9],
      [6, 0.95],
    ] as const) {
      const intervals = Array.from({ length: 50 }, (_, n) => countingFeldmanCousins(n, b, { cl, step: 0.05 }));
      for (let i = 0; i <= 200; i++) {
        const covered = intervals.map(({ lower, upper }) => lower <= i * 0.05 + 1e-9 && i * 0.05 <= upper + 1e-9);
        const coverage = covered.reduce((sum, inside, n) => sum + (inside ? poisson(n, i * 0.05 + b) : 0), 0);
        expect(coverage).toBeGreaterThanOrEqual(cl - 1e-12);
      }
    }
  });

  it('has a monotone upper edge that never rises with the background', () => {
    let before = Infinity;
    for (let i = 0; i <= 100; i++) {
      const { upper, upperMonotone } = countingFeldmanCousins(1, i / 10, { cl: 0.9 });
      expect(upperMonotone).toBeGreaterThanOrEqual(upper);
      expect(upperMonotone).toBeLessThanOrEqual(before);
      before = upperMonotone;
    }
  });

  it('refuses what has no meaning', () => {
    expect(() => countingFeldmanCousins(-1, 3, { cl: 0.9 })).toThrow(InvalidModelError);
    expect(() => countingFeldmanCousins(1, NaN, { cl: 0.9 })).toThrow('background: NaN is not at least 0');
    expect(() => countingFeldmanCousins(1, 3, { cl: 1 })).toThrow(InvalidModelError);
    expect(() => countingFeldmanCousins(1, 3, { cl: 0.9, step: 0 })).toThrow('step: 0 is not positive');
    expect(() => countingFeldmanCousins(1, 3, { cl: 0.9, step: 2 })).toThrow('step: 2 is more than half an event');
  });
});
