import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countFromTable, poissonTable, TABLE_BELOW } from './poisson-table.js';

/** P(N <= n) for n = 0, 1 ... */
function distribution(rate: number, size: number): number[] {
  const sums: number[] = [];
  let term = Math.exp(-rate);
  for (let n = 0, sum = 0; n < size; n++) {
    sum += term;
    sums.push(sum);
    term *= rate / (n + 1);
  }
  return sums;
}

const rates = fc.double({ min: 0, max: TABLE_BELOW - 1e-6, noNaN: true });
const words = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });

describe('a Poisson table', () => {
  it('inverts the distribution function to 2e-7', () => {
    fc.assert(
      fc.property(rates, words, (rate, word) => {
        const u = ((word >>> 9) + 0.5) * 2 ** -23;
        const n = countFromTable(poissonTable(rate), word);
        const sums = distribution(rate, n + 1);
        expect(u).toBeLessThan(sums[n]! + 2e-7);
        expect(u).toBeGreaterThan((sums[n - 1] ?? 0) - 2e-7);
      }),
      { numRuns: 500 },
    );
  });

  it.each([0.05, 1.3, 9, 70, 255])('has mean and variance %p', (rate) => {
    const table = poissonTable(rate);
    const counts = Array.from({ length: 2 ** 16 }, (_, i) => countFromTable(table, (i << 16) | (1 << 15)));
    const mean = counts.reduce((sum, n) => sum + n) / counts.length;
    const variance = counts.reduce((sum, n) => sum + (n - mean) ** 2, 0) / counts.length;
    expect(mean / rate).toBeCloseTo(1, 3);
    expect(variance / rate).toBeCloseTo(1, 2);
  });

  it('gives no events where none are expected', () => {
    const table = poissonTable(0);
    expect([0, 1, -1, 2 ** 31 - 1].map((word) => countFromTable(table, word))).toEqual([0, 0, 0, 0]);
  });

  it('gives more events for a larger word', () => {
    fc.assert(
      fc.property(rates, words, words, (rate, a, b) => {
        const table = poissonTable(rate);
        const [low, high] = a >>> 0 < b >>> 0 ? [a, b] : [b, a];
        expect(countFromTable(table, low)).toBeLessThanOrEqual(countFromTable(table, high));
      }),
    );
  });
});
