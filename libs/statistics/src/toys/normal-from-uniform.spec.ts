import { describe, expect, it } from '@jest/globals';
import { normalCdf, normalQuantile } from '../numerics/normal.js';
import { logarithmByRoots } from './logarithm-by-roots.js';
import { normalFromUniform } from './normal-from-uniform.js';

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
