import { describe, expect, it } from '@jest/globals';
import cephes from 'cephes';
import { normalCdf } from '../numerics/normal.js';
import { excessFromNormal } from './poisson-from-normal.js';
import { TABLE_BELOW } from './poisson-table.js';

await cephes.compiled;

/** P(N <= n) of a Poisson variable. */
const distribution = (n: number, rate: number): number => cephes.igamc(n + 1, rate);

describe('the count of a normal deviate', () => {
  it.each([TABLE_BELOW, 1000.3, 1e4, 1e6])('has the distribution function of a Poisson variable of rate %p', (rate) => {
    for (let z = -4; z <= 4; z += 0.37) {
      const n = Math.round(rate + excessFromNormal(z, rate));
      expect(distribution(n, rate)).toBeGreaterThan(normalCdf(z) - 5e-6);
      expect(distribution(n - 1, rate)).toBeLessThan(normalCdf(z) + 5e-6);
    }
  });
});
