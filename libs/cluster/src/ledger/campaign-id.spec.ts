import { describe, expect, it } from '@jest/globals';
import { campaignId } from './campaign-id.js';

describe('the id of a campaign', () => {
  it('is made of name and content, and numbered where that is taken', () => {
    const digest = '0123456789abcdef';
    expect(campaignId('Dark photon, 50 ab^-1', digest, 1)).toBe('dark-photon-50-ab-1-0123456789ab');
    expect(campaignId('Dark photon, 50 ab^-1', digest, 3)).toBe('dark-photon-50-ab-1-0123456789ab-3');
    expect(campaignId('ε', digest, 1)).toBe('campaign-0123456789ab');
    expect(campaignId('x'.repeat(300), digest, 1)).toHaveLength(53);
  });
});
