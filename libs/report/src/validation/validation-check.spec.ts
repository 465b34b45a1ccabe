import { describe, expect, it } from '@jest/globals';
import { sampleResult } from '../../fixtures/sample-result.js';
import { checkSmoothed } from './validation-check.js';
import { validationRows } from './validation-rows.js';

const request = { experiment: 'BaBar', luminosity: '53 fb^-1', low: 1.5, high: 5, factor: 1.5 };
const [row] = validationRows(sampleResult);
const at = (mass: number, smoothedRatio: number): NonNullable<typeof row> => ({
  ...row!,
  mass,
  smoothed: 1e-3,
  smoothedRatio,
});

describe('checkSmoothed', () => {
  it('holds when every point of the range is within the factor, on both sides', () => {
    const check = checkSmoothed([at(1, 9), at(1.5, 1.49), at(5, 0.67), at(5.1, 9)], request);
    expect(check.passed).toBe(true);
    expect(check.text).toContain('holds (1.49 at 1.5 GeV, 0.67 at 5 GeV)');
  });

  it.each([1.51, 0.66, Number.NaN])('does not hold for a ratio of %p, and says so', (ratio) => {
    const check = checkSmoothed([at(2, 1), at(3, ratio)], request);
    expect(check.passed).toBe(false);
    expect(check.text).toContain('DOES NOT HOLD');
  });

  it('does not hold when there is nothing to compare', () => {
    expect(checkSmoothed([at(6, 1)], request)).toMatchObject({ passed: false });
    expect(checkSmoothed([at(2, 1)], { ...request, experiment: 'Belle' }).text).toContain('no point to compare');
  });
});
