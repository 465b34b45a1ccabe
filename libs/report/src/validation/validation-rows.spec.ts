import { describe, expect, it } from '@jest/globals';
import { sampleResult } from '../../fixtures/sample-result.js';
import { interpolateLimit } from './interpolate-limit.js';
import { validationRows } from './validation-rows.js';

const rows = validationRows(sampleResult);

describe('validationRows', () => {
  it('has one row for each published point of a computed experiment and luminosity, and no other', () => {
    expect(rows.filter((row) => row.experiment === 'BaBar')).toHaveLength(9);
    expect(rows.filter((row) => row.luminosity === '20 fb^-1')).toHaveLength(4);
    expect(rows.filter((row) => row.luminosity === '50 ab^-1')).toHaveLength(4);
    expect(rows).toHaveLength(17);
  });

  it('compares with our curve read off at the mass of the point', () => {
    const row = rows.find(({ experiment, mass }) => experiment === 'BaBar' && mass === 4)!;
    const limit = interpolateLimit(sampleResult.curves[0]!, 4);
    expect(limit).toMatchObject({ median: row.ours, band: row.band });
    expect(row).toMatchObject({ published: 4.6e-4, ratio: row.ours / 4.6e-4, citation: 'arXiv:1702.03327', cl: 0.9 });
  });

  it('gives a second ratio, to the smoothed value, for observed limits only', () => {
    const row = rows.find(({ experiment, mass }) => experiment === 'BaBar' && mass === 4)!;
    expect(row.smoothed! / Math.cbrt(7.5e-4 * 4.6e-4 * 5.5e-4)).toBeCloseTo(1, 12);
    expect(row.smoothedRatio).toBe(row.ours / row.smoothed!);
    for (const other of rows.filter(({ reference }) => reference !== 'observed')) {
      expect(other).not.toHaveProperty('smoothed');
      expect(other).not.toHaveProperty('smoothedRatio');
    }
  });

  it('keeps a point where we have no limit, and says why', () => {
    const short = { ...sampleResult.curves[0]!, points: sampleResult.curves[0]!.points.slice(0, 30) };
    const [last] = validationRows({ ...sampleResult, curves: [short] }).slice(-1);
    expect(last).toMatchObject({
      mass: 7,
      ours: Number.NaN,
      ratio: Number.NaN,
      note: 'outside the masses of the curve',
    });
  });
});
