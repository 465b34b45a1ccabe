import { describe, expect, it } from '@jest/globals';
import { serviceConfig } from './service-config.js';

describe('serviceConfig', () => {
  it('repeats what may be repeated', () => {
    const [{ name, retryPolicy }] = (
      JSON.parse(serviceConfig()) as {
        methodConfig: [
          { name: { service: string; method: string }[]; retryPolicy: { retryableStatusCodes: string[] } },
        ];
      }
    ).methodConfig;
    expect(retryPolicy.retryableStatusCodes).toEqual(['UNAVAILABLE']);
    expect(name).toContainEqual({ service: 'darkreach.v1.CampaignService', method: 'CreateCampaign' });
    const methods = name.map(({ method }) => method);
    for (const once of ['CreateToken', 'RetryCampaign', 'WatchCampaign', 'DownloadResult', 'ReportShardResults'])
      expect(methods).not.toContain(once);
  });
});
