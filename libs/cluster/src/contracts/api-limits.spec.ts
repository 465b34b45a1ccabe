import { describe, expect, it } from '@jest/globals';
import { CAMPAIGN_LIMITS } from '@darkreach/campaign';
import { API_LIMITS } from './api-limits.js';

describe('API_LIMITS', () => {
  it('says of every limit what is counted, and of what', () => {
    for (const { value, unit, text } of Object.values(API_LIMITS)) {
      expect(value).toBeGreaterThan(0);
      expect(unit).toMatch(/^[a-z]/);
      expect(text).toMatch(/^[a-z]/);
    }
  });

  it('says of campaign files what their validator says', () => {
    expect(API_LIMITS.masses.value).toBe(CAMPAIGN_LIMITS.masses);
    expect(API_LIMITS.luminosity.value).toBe(50_000);
  });
});
