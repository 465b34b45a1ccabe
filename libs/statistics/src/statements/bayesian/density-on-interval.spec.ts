import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { normalCdf } from '../../numerics/normal.js';
import { chebyshevNodes, densityOnInterval } from './density-on-interval.js';

describe('a density on an interval', () => {
  it('has the distribution function of a normal one to 1e-9 with 64 points', () => {
    const nodes = chebyshevNodes(64, -6.5, 6.5);
    const { cumulative, density } = densityOnInterval(
      nodes.map((x) => 3 * Math.exp(-0.5 * x * x)),
      -6.5,
      6.5,
    );
    for (const x of [-3, -1, 0, 0.5, 2, 4]) {
      expect(cumulative(x)).toBeCloseTo(normalCdf(x), 9);
      expect(density(x)).toBeCloseTo(Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI), 8);
    }
  });

  it('has the quantiles of a falling exponential anywhere', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -5, max: 5, noNaN: true }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (lower, p) => {
          const nodes = chebyshevNodes(64, lower, lower + 20);
          const { quantile } = densityOnInterval(
            nodes.map((x) => Math.exp(lower - x)),
            lower,
            lower + 20,
          );
          expect(quantile(p) - lower).toBeCloseTo(-Math.log1p(-p), 6);
        },
      ),
    );
  });
});
