import { CAMPAIGN_LIMITS } from '@darkreach/campaign';

/** A limit on what a caller may send or ask for. */
export interface ApiLimit {
  readonly value: number;
  /** What is counted, e.g. `bytes`. */
  readonly unit: string;
  /** For the documentation. */
  readonly text: string;
}

/**
 * THE table of input limits: validator, documentation and tests read it. What a campaign file may hold is limited by
 * CAMPAIGN_LIMITS of @darkreach/campaign, and stands here as well so that there is one list.
 */
export const API_LIMITS = {
  message: { value: 1024 * 1024, unit: 'bytes', text: 'a message of the API; a campaign file is one' },
  chunk: { value: 256 * 1024, unit: 'bytes', text: 'a chunk of an upload or of a download' },
  result: { value: 64 * 1024 * 1024, unit: 'bytes', text: 'the result of a shard' },
  string: { value: CAMPAIGN_LIMITS.stringLength, unit: 'characters', text: 'a name, an id, or a string of a file' },
  pageSize: { value: 1000, unit: 'entries', text: 'a page of a list' },
  batch: { value: 64, unit: 'shards', text: 'shards that one call asks for or reports' },
  leases: { value: 4096, unit: 'leases', text: 'leases that one call renews' },
  channels: { value: CAMPAIGN_LIMITS.channels, unit: 'searches', text: 'searches in a campaign' },
  masses: { value: CAMPAIGN_LIMITS.masses, unit: 'masses', text: 'masses of a search' },
  luminosities: { value: CAMPAIGN_LIMITS.luminosities, unit: 'luminosities', text: 'luminosities of a search' },
  luminosity: { value: CAMPAIGN_LIMITS.luminosity, unit: 'fb^-1', text: 'a luminosity, which is above 0' },
  toys: { value: CAMPAIGN_LIMITS.toys, unit: 'toys', text: 'pseudo-experiments of a hypothesis at a point' },
} as const satisfies Readonly<Record<string, ApiLimit>>;
