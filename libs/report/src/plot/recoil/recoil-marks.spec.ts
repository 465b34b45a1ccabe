import { describe, expect, it } from '@jest/globals';
import { drawSteps, stack } from './recoil-marks.js';

const edges = [0, 1, 2];

describe('stack', () => {
  it('puts each spectrum on top of those before it', () => {
    const layers = stack([
      { title: 'a', edges, values: [1, 2] },
      { title: 'b', edges, values: [10, 20] },
    ]);
    expect(layers.map(({ base, top }) => [base, top])).toEqual([
      [
        [0, 0],
        [1, 2],
      ],
      [
        [1, 2],
        [11, 22],
      ],
    ]);
  });
});

describe('drawSteps', () => {
  it('goes level across each bin', () => {
    const svg = drawSteps({ title: 'a', edges, values: [5, 7] }, { x: (x) => 100 * x, y: (y) => y }, '#000', '');
    expect(svg).toContain('d="M0,5L100,5L100,7L200,7"');
  });
});
