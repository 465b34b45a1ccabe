/** The coordinator of a cluster of this machine does not come up. */
export class ClusterStartError extends Error {
  override readonly name = 'ClusterStartError';
  readonly retryable = true;
}

/** A campaign that ended without a result, on a cluster. */
export class CampaignFailedError extends Error {
  override readonly name = 'CampaignFailedError';
  readonly retryable = false;
}

/** Something the user gave that cannot be used: a file, a folder, an option. Its message is one line. */
export class InvalidInputError extends Error {
  override readonly name = 'InvalidInputError';
  readonly retryable = false;
}
