import type { CampaignResult } from '@darkreach/campaign';

type Named = Pick<CampaignResult, 'digest'> & { readonly campaign: Pick<CampaignResult['campaign'], 'name'> };

/** `<name>-<first 12 digits of the campaign's digest>`: the same campaign always has the same folder. */
export function resultFolderName(result: Named): string {
  return `${result.campaign.name}-${result.digest.slice(0, 12)}`;
}
