import { canonicalJson, type ResolvedCampaign } from '@darkreach/campaign';
import { InvalidTaskError } from '../errors.js';

/** A resolved campaign as workers are given it. */
export function encodeCampaignSpec(campaign: ResolvedCampaign): Buffer {
  return Buffer.from(canonicalJson(campaign));
}

/** @throws InvalidTaskError for bytes that are no resolved campaign of a version that is known here */
export function decodeCampaignSpec(json: Uint8Array): ResolvedCampaign {
  const campaign = parse(json) as Partial<ResolvedCampaign> | null;
  if (
    campaign?.kind === 'resolved-campaign' &&
    campaign.apiVersion === 'darkreach/v1' &&
    Array.isArray(campaign.searches)
  ) {
    return campaign as ResolvedCampaign;
  }
  throw new InvalidTaskError(`${json.length} bytes are no resolved campaign of darkreach/v1`);
}

function parse(json: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(json).toString('utf8'));
  } catch (cause) {
    throw new InvalidTaskError(`a campaign of ${json.length} bytes is no JSON`, { cause });
  }
}
