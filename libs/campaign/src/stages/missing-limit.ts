import type { PointBand } from '../campaign-result.js';
import type { ResolvedCampaign } from '../spec/resolved-campaign.js';

/** What stands in the place of a limit that could not be computed, and why. */
export function missingLimit({ statistics }: ResolvedCampaign, reason: string): PointBand {
  const { cl, method } = statistics;
  return {
    kind: 'limit-band',
    statement: 'upper-limit-cls',
    status: 'not-computed',
    method: method === 'toys' ? 'toys' : 'asymptotic',
    cl,
    expected: [NaN, NaN, NaN, NaN, NaN],
    medianError: NaN,
    reason,
    scan: [],
    toys: 0,
    refittedToys: 0,
    failedFits: 0,
    backgroundInWindow: NaN,
  };
}
