import { describe, expect, it } from '@jest/globals';
import * as campaign from './index.js';

describe('@darkreach/campaign', () => {
  it('has exactly these public names', () => {
    expect(Object.keys(campaign).sort()).toEqual([
      'CAMPAIGN_LIMITS',
      'CampaignInterruptedError',
      'CampaignPlanError',
      'CampaignSpecError',
      'InProcessRunner',
      'RunnerError',
      'campaignDigest',
      'campaignJsonSchema',
      'channelCatalogue',
      'nearestName',
      'parseCampaign',
      'planCampaign',
      'resolveCampaign',
      'runCampaign',
      'writeCampaignYaml',
    ]);
  });
});
