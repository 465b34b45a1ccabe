import { describe, expect, it } from '@jest/globals';
import { studentDraws } from './student-draws.js';

describe('draws of a Student distribution', () => {
  it('have its variance 8/6, no mean and no correlation', () => {
    const draw = studentDraws([1, 2], 3);
    const [mean, square, cross] = [0, 0, 0].map(() => new Float64Array(3));
    const size = 20_000;
    for (let i = 0; i < size; i++) {
      const { point } = draw(i);
      point.forEach((x, k) => {
        mean![k]! += x / size;
        square![k]! += (x * x) / size;
        cross![k]! += (x * point[(k + 1) % 3]!) / size;
      });
    }
    for (let k = 0; k < 3; k++) {
      expect(Math.abs(mean![k]!)).toBeLessThan(0.035);
      expect(square![k]!).toBeCloseTo(8 / 6, 1);
      expect(Math.abs(cross![k]!)).toBeLessThan(0.05);
    }
  });

  it('average exp(-|x|^2 / 2) / density to the ratio of the normalisations', () => {
    const draw = studentDraws([3, 4], 2);
    const size = 20_000;
    let sum = 0;
    for (let i = 0; i < size; i++) {
      const { point, logDensity } = draw(i);
      sum += Math.exp(-0.5 * (point[0]! ** 2 + point[1]! ** 2) - logDensity) / size;
    }
    // Both integrals over the plane, of the normal shape and of (1 + x^2/8)^-5, are 2 pi.
    expect(sum).toBeCloseTo(1, 1.7);
  });

  it('depend on key and number only', () => {
    const [a, b] = [studentDraws([5, 6], 4), studentDraws([5, 6], 4)];
    for (const i of [9, 3, 7]) b(i);
    expect([...a(3).point]).toEqual([...b(3).point]);
    expect([...a(3).point]).not.toEqual([...a(4).point]);
  });
});
