import { describe, expect, it } from '@jest/globals';
import { sampleCurve, samplePoint, withoutLimit } from '../../fixtures/sample-result.js';
import { interpolateLimit } from './interpolate-limit.js';

const base = sampleCurve('babar', '53 fb^-1', 53, 1e-3);
const powerLaw = (mass: number): ReturnType<typeof samplePoint> => ({
  ...samplePoint(mass, 1e-3),
  coupling: [0.5, 0.8, 1, 1.25, 2].map((factor) => factor * 2e-4 * mass ** 1.5) as unknown as readonly [
    number,
    number,
    number,
    number,
    number,
  ],
});
const curve = { ...base, points: [1, 2, 4, 8].map(powerLaw) };

describe('interpolateLimit', () => {
  it('is exact for a power law, band included', () => {
    const limit = interpolateLimit(curve, 3);
    if (limit.kind !== 'interpolated-limit') throw new Error(limit.reason);
    expect(limit.median / (2e-4 * 3 ** 1.5)).toBeCloseTo(1, 12);
    expect(limit.band[0] / limit.median).toBeCloseTo(0.8, 12);
    expect(limit.band[1] / limit.median).toBeCloseTo(1.25, 12);
  });

  it('gives the value itself at a computed mass, the ends included', () => {
    for (const point of curve.points) {
      expect(interpolateLimit(curve, point.mass)).toMatchObject({ median: point.coupling[2] });
    }
  });

  it('does not depend on the order of the points', () => {
    expect(interpolateLimit({ ...curve, points: [...curve.points].reverse() }, 3)).toEqual(interpolateLimit(curve, 3));
  });

  it.each([0.9, 8.1])('does not extrapolate to %p GeV', (mass) => {
    expect(interpolateLimit(curve, mass)).toEqual({ kind: 'no-limit', reason: 'outside the masses of the curve' });
  });

  it('does not bridge a mass without limit', () => {
    const gap = { ...curve, points: curve.points.map((point) => (point.mass === 4 ? withoutLimit(point) : point)) };
    expect(interpolateLimit(gap, 3)).toEqual({ kind: 'no-limit', reason: 'outside-range at 4 GeV' });
    expect(interpolateLimit(gap, 1.5).kind).toBe('interpolated-limit');
    expect(interpolateLimit(gap, 2).kind).toBe('interpolated-limit');
  });

  it('hands on what is said about either neighbour', () => {
    const noted = {
      ...curve,
      points: curve.points.map((point) => (point.mass === 4 ? { ...point, note: 'far' } : point)),
    };
    expect(interpolateLimit(noted, 3)).toMatchObject({ note: 'far' });
    expect(interpolateLimit(noted, 4)).toMatchObject({ note: 'far' });
    expect(interpolateLimit(noted, 1.5)).not.toHaveProperty('note');
  });
});
