/** A campaign that is not to be computed any more: it was cancelled, or is begun anew. */
export class CampaignStoppedError extends Error {
  override readonly name = 'CampaignStoppedError';
  readonly retryable = false;

  constructor(campaignId: string, options?: ErrorOptions) {
    super(`campaign ${campaignId} is not computed any more`, options);
  }
}

/** The files of a campaign could not be written. */
export class ReportThreadError extends Error {
  override readonly name = 'ReportThreadError';
  readonly retryable = false;
}
