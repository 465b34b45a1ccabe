import type { CampaignResult } from '@darkreach/campaign';

/** `<name>-<first 12 digits of the campaign's digest>`: the same campaign always has the same folder. */
export function resultFolderName(result: Pick<CampaignResult, 'campaign' | 'digest'>): string {
  return `${result.campaign.name}-${result.digest.slice(0, 12)}`;
}
