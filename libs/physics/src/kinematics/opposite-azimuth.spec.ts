import { describe, expect, it } from '@jest/globals';
import { oppositeAzimuth } from './opposite-azimuth.js';

const STEPS = 100_000;
const PHI = 0.7;
const points = Array.from({ length: STEPS }, (_, i) => oppositeAzimuth((i + 0.5) / STEPS, PHI));
const mean = (f: (azimuth: number) => number): number =>
  points.reduce((sum, [azimuth, density]) => sum + f(azimuth) / density, 0) / STEPS;

describe('the azimuth opposite to another particle', () => {
  it('covers the whole circle with its density', () => {
    expect(mean(() => 1)).toBeCloseTo(2 * Math.PI, 3);
    expect(mean(Math.cos)).toBeCloseTo(0, 3);
    expect(mean((azimuth) => Math.sin(azimuth) ** 2)).toBeCloseTo(Math.PI, 3);
  });

  it('puts more than half of the events near phi + pi', () => {
    const near = points.filter(([azimuth]) => Math.cos(azimuth - PHI - Math.PI) > Math.cos(0.6)).length;
    expect(near / STEPS).toBeCloseTo(0.5 + 0.5 * (0.6 / Math.PI), 3);
  });
});
