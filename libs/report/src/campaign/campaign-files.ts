import { writeCampaignYaml } from '@darkreach/campaign';
import type { ReportFormat } from '../report-format.js';

/** campaign.yaml as it was given, and campaign.resolved.yaml with every default filled in. */
export const campaignFormat: ReportFormat = {
  id: 'campaign',
  files: ({ result, campaignText }) => [
    { path: 'campaign.yaml', content: campaignText },
    { path: 'campaign.resolved.yaml', content: writeCampaignYaml(result.campaign) },
  ],
};
