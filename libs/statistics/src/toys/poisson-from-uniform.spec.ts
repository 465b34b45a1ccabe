import { describe, expect, it } from '@jest/globals';
import { poissonCdf } from '../limits/counting.js';
import { normalCdf, normalQuantile } from '../limits/normal.js';
import { logarithmByRoots } from './logarithm-by-roots.js';
import { normalFromUniform } from './normal-from-uniform.js';
import { poissonFromUniform } from './poisson-from-uniform.js';

/** Largest u that still gives a count of at most n: the distribution function of what is drawn. */
function drawnCdf(n: number, rate: number): number {
  let low = 0;
  let high = 1;
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    if (poissonFromUniform(middle, rate) <= n) low = middle;
    else high = middle;
  }
  return low;
}

describe('a Poisson count from a uniform deviate', () => {
  it.each([0.01, 0.5, 3, 29.9])('has the exact distribution at rate %s', (rate) => {
    for (let n = 0; n < rate + 5 * Math.sqrt(rate); n++) expect(drawnCdf(n, rate)).toBeCloseTo(poissonCdf(n, rate), 8);
  });

  it.each([
    [30, 6e-5],
    [100, 1e-5],
    [1e4, 1e-6],
  ])('has the distribution of rate %s within %s', (rate, tolerance) => {
    const width = Math.sqrt(rate);
    for (let n = Math.floor(rate - 4 * width); n < rate + 4 * width; n += Math.ceil(width / 4)) {
      expect(Math.abs(drawnCdf(n, rate) - poissonCdf(n, rate))).toBeLessThan(tolerance);
    }
  });

  it('never falls when the deviate or the rate rises', () => {
    for (const rate of [0.3, 4, 25, 80]) {
      const counts = Array.from({ length: 200 }, (_, i) => poissonFromUniform((i + 0.5) / 200, rate));
      const more = Array.from({ length: 200 }, (_, i) => poissonFromUniform((i + 0.5) / 200, rate * 1.02));
      expect([...counts].sort((a, b) => a - b)).toEqual(counts);
      expect(more.every((n, i) => n >= counts[i]!)).toBe(true);
    }
  });

  it('is 0 where nothing is expected, and finite for the largest deviate', () => {
    expect(poissonFromUniform(0.999, 0)).toBe(0);
    expect(poissonFromUniform(1, 3)).toBeLessThan(40);
  });
});

describe('a normal deviate from a uniform one', () => {
  it('is the quantile to 1e-6', () => {
    for (const u of [2 ** -24, 1e-5, 0.01, 0.2, 0.4999, 0.5, 0.77, 0.999, 1 - 2 ** -24]) {
      expect(Math.abs(normalFromUniform(u) - normalQuantile(u))).toBeLessThan(3e-6 * (1 + Math.abs(normalQuantile(u))));
      expect(normalCdf(normalFromUniform(u)) / u).toBeCloseTo(1, 4);
    }
  });
});

it('the logarithm by roots is the logarithm', () => {
  for (const x of [1e-8, 1e-4, 0.3, 0.999, 1, 1.5, 100, 1e8])
    expect(Math.abs(logarithmByRoots(x) - Math.log(x))).toBeLessThan(1e-6);
});
