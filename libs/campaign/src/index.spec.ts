import { describe, expect, it } from '@jest/globals';
import * as campaign from './index.js';

describe('@darkreach/campaign', () => {
  it('has exactly these public names', () => {
    expect(Object.keys(campaign).sort()).toEqual([
      'CAMPAIGN_LIMITS',
      'CampaignSpecError',
      'campaignDigest',
      'campaignJsonSchema',
      'nearestName',
      'parseCampaign',
      'resolveCampaign',
      'writeCampaignYaml',
    ]);
  });
});
