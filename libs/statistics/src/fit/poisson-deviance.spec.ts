import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { poissonDeviance } from './poisson-deviance.js';

it('the Poisson deviance is rate - n + n ln(n / rate)', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1000 }), fc.double({ min: 0.01, max: 2000, noNaN: true }), (n, rate) => {
      const direct = rate - n + (n > 0 ? n * Math.log(n / rate) : 0);
      expect(Math.abs(poissonDeviance(n, rate) - direct)).toBeLessThan(1e-11 * (1 + n + rate));
    }),
  );
});

it('the Poisson deviance keeps its digits near its minimum', () => {
  const x = 1e-7;
  expect(poissonDeviance(1e6, 1e6 * (1 + x)) / (1e6 * (x ** 2 / 2 - x ** 3 / 3))).toBeCloseTo(1, 8);
});
