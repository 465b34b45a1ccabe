import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nuisanceBasis } from './nuisance-basis.js';

it('a nuisance basis has the same covariance with at most as many columns as rows', () => {
  const matrix = fc.integer({ min: 1, max: 6 }).chain((columns) =>
    fc.array(fc.array(fc.integer({ min: -20, max: 20 }), { minLength: columns, maxLength: columns }), {
      minLength: 1,
      maxLength: 4,
    }),
  );
  fc.assert(
    fc.property(matrix, (responses) => {
      const basis = nuisanceBasis(responses);
      const product = (rows: readonly (readonly number[])[], i: number, j: number): number =>
        rows[i]!.reduce((sum, value, k) => sum + value * rows[j]![k]!, 0);
      expect(basis[0]!.length).toBeLessThanOrEqual(Math.min(responses.length, responses[0]!.length));
      responses.forEach((_, i) =>
        responses.forEach((__, j) => expect(product(basis, i, j)).toBeCloseTo(product(responses, i, j), 6)),
      );
    }),
  );
});
