import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.js';
import type { ResolvedCampaign } from './resolved-campaign.js';

/** SHA-256, hex, over everything that decides the results: not the campaign's name, not the formats of the report. */
export function campaignDigest(campaign: ResolvedCampaign): string {
  const { kind, apiVersion, seed, searches, events, statistics } = campaign;
  return createHash('sha256')
    .update(canonicalJson({ kind, apiVersion, seed, searches, events, statistics }))
    .digest('hex');
}
