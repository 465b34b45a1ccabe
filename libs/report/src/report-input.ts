import type { CampaignResult } from '@darkreach/campaign';

/** What a results folder is made from. */
export interface ReportInput {
  readonly result: CampaignResult;
  /** The campaign file as it was given, byte for byte. */
  readonly campaignText: string;
  /** Name of that file; its folders are left out of the report. */
  readonly campaignFile: string;
}

/** What is bit-identical for identical results: no counts of machines, no timings. */
export type LimitsDocument = Pick<CampaignResult, 'digest' | 'status' | 'campaign' | 'searches' | 'curves'>;

/** What the drawings are made from. */
export type PlotInput = LimitsDocument & Pick<CampaignResult, 'histograms'>;
