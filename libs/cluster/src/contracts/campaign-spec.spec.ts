import { describe, expect, it } from '@jest/globals';
import { campaignDigest, type ResolvedCampaign } from '@darkreach/campaign';
import { InvalidTaskError } from '../errors.js';
import { decodeCampaignSpec, encodeCampaignSpec } from './campaign-spec.js';

const campaign: ResolvedCampaign = {
  kind: 'resolved-campaign',
  apiVersion: 'darkreach/v1',
  name: 'ε at 50 ab^-1',
  seed: Number.MAX_SAFE_INTEGER,
  searches: [],
  events: { signal: 1e12, background: 1 },
  statistics: { cl: 0.9, method: 'auto', toys: { minimum: 1, maximum: 2, error: 0.1 + 0.2 } },
  output: { formats: ['csv'] },
};

describe('encodeCampaignSpec', () => {
  it('carries a campaign as it is', () => {
    const sent = decodeCampaignSpec(encodeCampaignSpec(campaign));
    expect(sent).toStrictEqual(campaign);
    expect(campaignDigest(sent)).toBe(campaignDigest(campaign));
  });

  it.each(['', '{', 'null', '{}', '[]', '{"kind":"resolved-campaign","apiVersion":"darkreach/v2","searches":[]}'])(
    'refuses %s',
    (json) => {
      expect(() => decodeCampaignSpec(Buffer.from(json))).toThrow(InvalidTaskError);
    },
  );
});
