import { describe, expect, it } from '@jest/globals';
import { gaussHermite } from './gauss-hermite.js';

const mean = (size: number, f: (x: number) => number): number => {
  const { nodes, weights } = gaussHermite(size);
  return nodes.reduce((sum, x, i) => sum + weights[i]! * f(x), 0);
};

describe('the Gauss-Hermite rule', () => {
  it('has the nodes -1, 1 and equal weights at size 2', () => {
    const { nodes, weights } = gaussHermite(2);
    [-1, 1].forEach((x, i) => expect(nodes[i]).toBeCloseTo(x, 14));
    weights.forEach((w) => expect(w).toBeCloseTo(0.5, 14));
  });

  it('has the moments (2k - 1)!! of a standard normal as far as its degree reaches, and not one further', () => {
    let moment = 1;
    for (let k = 0; k <= 5; k++) {
      if (k > 0) moment *= 2 * k - 1;
      if (k < 5) expect(mean(5, (x) => x ** (2 * k)) / moment).toBeCloseTo(1, 12);
      else expect(mean(5, (x) => x ** (2 * k)) / moment).toBeLessThan(0.9);
      expect(mean(5, (x) => x ** (2 * k + 1))).toBeCloseTo(0, 9);
    }
  });

  it('has the mean exp(sigma^2 / 2) of a log-normal with 64 nodes', () => {
    for (const sigma of [0.1, 0.5, 1, 2])
      expect(mean(64, (x) => Math.exp(sigma * x)) / Math.exp(sigma ** 2 / 2)).toBeCloseTo(1, 12);
  });
});
