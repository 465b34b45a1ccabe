import { describe, expect, it } from '@jest/globals';
import { binCentre, binEdges, regularAxis } from './axis.js';
import { AxisMismatchError } from './errors.js';

const recoil = { name: 'M_rec^2', unit: 'GeV^2', bins: 4, low: -1, high: 1 };

describe('regularAxis', () => {
  it('keeps what was given and says what it is', () => {
    expect(regularAxis(recoil)).toEqual({ kind: 'regular-axis', ...recoil });
  });

  it('has one edge more than bins, from low to high', () => {
    expect(binEdges(regularAxis(recoil))).toEqual([-1, -0.5, 0, 0.5, 1]);
  });

  it('puts the centre of a bin between its edges', () => {
    const axis = regularAxis(recoil);
    const edges = binEdges(axis);
    for (let i = 0; i < axis.bins; i += 1) expect(binCentre(axis, i)).toBeCloseTo((edges[i]! + edges[i + 1]!) / 2, 12);
  });

  it.each([0, -1, 2.5, Number.NaN])('refuses %p bins and says what is allowed', (bins) => {
    expect(() => regularAxis({ ...recoil, bins })).toThrow(AxisMismatchError);
    expect(() => regularAxis({ ...recoil, bins })).toThrow(/positive integer/);
  });

  it.each([
    [1, 1],
    [2, 1],
    [Number.NaN, 1],
    [0, Number.POSITIVE_INFINITY],
  ])('refuses the range [%p, %p)', (low, high) => {
    expect(() => regularAxis({ ...recoil, low, high })).toThrow(AxisMismatchError);
  });
});
