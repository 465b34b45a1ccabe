import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { normalGammaAtMaximum, poissonGammaAtMaximum } from './gamma-at-maximum.js';

const rate = fc.double({ min: 1e-3, max: 100, noNaN: true });
const counts = fc.nat(100);

describe('gamma at the maximum of the likelihood', () => {
  it('cannot be improved by a step inside its bounds, with a normal constraint', () => {
    fc.assert(
      fc.property(
        counts,
        rate,
        rate,
        fc.double({ min: 0.2, max: 2, noNaN: true }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (n, g, c, a, s) => {
          const value = (x: number): number => poisson(n, g * x + c) + 0.5 * ((x - a) / s) ** 2;
          expectMinimum(value, normalGammaAtMaximum(n, g, c, a, s));
        },
      ),
    );
  });

  it('cannot be improved by a step inside its bounds, with a Poisson constraint', () => {
    fc.assert(
      fc.property(
        counts,
        rate,
        rate,
        fc.integer({ min: 1, max: 50 }),
        fc.double({ min: 1, max: 50, noNaN: true }),
        (n, g, c, m, tau) => {
          const value = (x: number): number => g * x + c - n * Math.log(g * x + c) + tau * x - m * Math.log(tau * x);
          expectMinimum(value, poissonGammaAtMaximum(n, g, c, m, tau));
        },
      ),
    );
  });

  it('is the measured value where it multiplies nothing', () => {
    expect(normalGammaAtMaximum(3, 0, 2, 0.9, 0.1)).toBeCloseTo(0.9, 12);
    expect(poissonGammaAtMaximum(3, 0, 2, 18, 20)).toBeCloseTo(0.9, 12);
  });
});

/** -ln Pois(n | rate) without its constant; impossible below 0. */
function poisson(n: number, rate: number): number {
  return rate > 0 ? rate - n * Math.log(rate) : Infinity;
}

/** Bounds of gamma in HistFactory; a convex function has its minimum inside them where its own one is cut off. */
const [LOWER, UPPER] = [1e-10, 10];

function expectMinimum(value: (gamma: number) => number, root: number): void {
  const gamma = Math.min(UPPER, Math.max(LOWER, root));
  const least = value(gamma);
  expect(least).toBeLessThan(Infinity);
  for (const step of [1e-3, 1e-4]) {
    for (const other of [gamma * (1 + step), gamma * (1 - step)]) {
      if (other < LOWER || other > UPPER) continue;
      expect(value(other)).toBeGreaterThanOrEqual(least - 1e-11 * (1 + Math.abs(least)));
    }
  }
}
