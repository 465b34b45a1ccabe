import { describe, expect, it } from '@jest/globals';
import * as campaign from './index.js';

describe('@darkreach/campaign', () => {
  it('has exactly these public names', () => {
    expect(Object.keys(campaign).sort()).toEqual([
      'CAMPAIGN_LIMITS',
      'CampaignInterruptedError',
      'CampaignPlanError',
      'CampaignSpecError',
      'ComputeThreads',
      'InProcessRunner',
      'RunnerError',
      'ShardWorker',
      'WorkAddresses',
      'campaignDigest',
      'campaignJsonSchema',
      'canonicalJson',
      'channelCatalogue',
      'limitSeconds',
      'mergeShards',
      'nearestName',
      'openTemplateBook',
      'parseCampaign',
      'planCampaign',
      'planShards',
      'resolveCampaign',
      'runCampaign',
      'serveThread',
      'simulationSeconds',
      'writeCampaignYaml',
    ]);
  });
});
