import type { CampaignResult } from '@darkreach/campaign';
import type { ValidationCheck } from './validation-check.js';
import type { ValidationRow } from './validation-rows.js';

/** What a validation document is made from. */
export interface ValidationReport {
  readonly rows: readonly ValidationRow[];
  readonly result: Pick<CampaignResult, 'campaign' | 'curves' | 'searches'>;
  readonly checks: readonly ValidationCheck[];
  /** Further sections in Markdown, after the comparison. */
  readonly sections: readonly string[];
}
