import {
  CAMPAIGN_LIMITS,
  parseCampaign,
  resolveCampaign,
  type ChannelCatalogue,
  type ResolvedCampaign,
} from '@darkreach/campaign';
import { readFile, stat } from 'node:fs/promises';
import { InvalidInputError } from './errors.js';
import { errorCode, systemReason } from './text/error-reason.js';

export interface LoadedCampaign {
  readonly file: string;
  /** As it was given, byte for byte. */
  readonly text: string;
  readonly campaign: ResolvedCampaign;
}

/**
 * Reads, checks and resolves a campaign file.
 *
 * @throws {InvalidInputError} for a file that cannot be read
 * @throws {CampaignSpecError} for one that says something that is not allowed
 */
export async function loadCampaign(file: string, catalogue: ChannelCatalogue): Promise<LoadedCampaign> {
  const text = await readText(file);
  return { file, text, campaign: resolveCampaign(parseCampaign(text, file), catalogue) };
}

async function readText(file: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size > CAMPAIGN_LIMITS.fileBytes)
      throw new InvalidInputError(
        `${file}:1:1 the file has ${size} bytes; allowed: at most ${CAMPAIGN_LIMITS.fileBytes}`,
      );
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
  } catch (error) {
    if (error instanceof InvalidInputError) throw error;
    throw new InvalidInputError(`${file}:1:1 ${reason(error)}`, { cause: error });
  }
}

function reason(error: unknown): string {
  switch (errorCode(error)) {
    case 'ENOENT':
      return 'there is no such file; "darkreach init" writes one to start from';
    case 'EISDIR':
      return 'this is a folder; allowed: a campaign file';
    case 'EACCES':
      return 'the file may not be read';
    case 'ERR_ENCODING_INVALID_ENCODED_DATA':
      return 'the file is no UTF-8 text';
    case undefined:
    default:
      return `the file cannot be read: ${systemReason(error)}`;
  }
}
