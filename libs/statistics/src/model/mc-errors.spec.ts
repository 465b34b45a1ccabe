import { expect, it } from '@jest/globals';
import { mcErrors } from './mc-errors.js';

it('the relative error of a bin is taken over the backgrounds that carry errors', () => {
  const errors = mcErrors([
    { name: 'a', yields: [3], statErrors: [0.3], systematics: [] },
    { name: 'b', yields: [1], statErrors: [0.4], systematics: [] },
    { name: 'known', yields: [100], statErrors: [0], systematics: [] },
  ]);
  expect(errors.relative[0]).toBeCloseTo(0.5 / 4, 12);
  expect(errors.carries).toEqual([true, true, false]);
});

it('a bin without events is raised to its error in the background with the largest one', () => {
  const errors = mcErrors([
    { name: 'a', yields: [0], statErrors: [0.3], systematics: [] },
    { name: 'b', yields: [0], statErrors: [0.4], systematics: [] },
  ]);
  expect(errors.yields.map((y) => y[0])).toEqual([0, 0.5]);
  expect(errors.relative[0]).toBe(1);
});
