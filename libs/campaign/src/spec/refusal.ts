import type { CampaignSpecError } from '../errors.js';
import type { CampaignSource, SourcePath } from './campaign-source.js';
import { describeGiven, printable } from './describe-given.js';
import { specError } from './schema-issue.js';
import { didYouMean } from './suggestion.js';

/** A value at a path that is well-formed but cannot be meant. */
export function refusedValue(
  source: CampaignSource,
  path: SourcePath,
  given: unknown,
  problem: string,
  allowed: string,
): CampaignSpecError {
  return specError({ path, at: source.locate(path), given: describeGiven(given), problem, allowed }, source);
}

/** A name (the value at the path) that is not among the allowed ones. */
export function unknownName(
  source: CampaignSource,
  path: SourcePath,
  given: string,
  what: string,
  allowed: readonly string[],
): CampaignSpecError {
  return refusedValue(source, path, given, `is no ${what}${didYouMean(given, allowed)}`, allowed.join(', '));
}

/** A name (the last key of the path) that is not among the allowed ones. */
export function unknownKeyName(
  source: CampaignSource,
  path: SourcePath,
  what: string,
  allowed: readonly string[],
): CampaignSpecError {
  const key = String(path.at(-1));
  const problem = `is no ${what}${didYouMean(key, allowed)}`;
  const given = printable(JSON.stringify(key));
  return specError({ path, at: source.locateKey(path), given, problem, allowed: listed(allowed) }, source);
}

/** Names that one line has room for; of more, the first ones and how many there are. */
const LISTED = 8;

function listed(names: readonly string[]): string {
  if (names.length === 0) return 'none';
  if (names.length <= LISTED) return names.join(', ');
  return `${names.slice(0, LISTED).join(', ')} ... (${names.length}, listed by darkreach channels)`;
}
