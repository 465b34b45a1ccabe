import type { ResolvedCampaign } from '@darkreach/campaign';

/** Texts that are remembered. */
const KEPT = 16;

/** Campaigns by their text, as long as somebody has them. */
const campaigns = new Map<string, WeakRef<ResolvedCampaign>>();

/**
 * The campaign of a resolved text. The same text gives the same object while anybody uses it, so that its book and the
 * addresses of its work, which hang on the object, are made once by whoever plans it and whoever runs it.
 */
export function campaignOfText(resolved: string): ResolvedCampaign {
  const campaign = campaigns.get(resolved)?.deref() ?? (JSON.parse(resolved) as ResolvedCampaign);
  campaigns.delete(resolved);
  campaigns.set(resolved, new WeakRef(campaign));
  for (const [oldest] of campaigns) if (campaigns.size > KEPT) campaigns.delete(oldest);
  return campaign;
}
