import { API_LIMITS, type LeaseToken } from '@darkreach/cluster';
import { allow, type FieldRule, type FieldRules } from './field-rule.js';
import { form, line, text, whole } from './leaf-rules.js';

const STRING = API_LIMITS.string.value;
const CAMPAIGN_ID = '[a-z0-9][a-z0-9-]{0,95}';

/** `campaigns/{id}`. */
export const campaignName = form(
  'campaigns/{id}, the id of 1 to 96 of a-z, 0-9 and -',
  new RegExp(`^campaigns/${CAMPAIGN_ID}$`),
  106,
);

/** The id of a campaign without its collection, as queue and leases carry it. */
export const campaignId = form('1 to 96 of a-z, 0-9 and -', new RegExp(`^${CAMPAIGN_ID}$`), 96);

/** `channels/{id}`. */
export const channelName = form(
  'channels/{id}, the id of 1 to 64 of a-z, 0-9 and -',
  /^channels\/[a-z0-9][a-z0-9-]{0,63}$/,
  73,
);

/** What a worker calls itself. */
export const workerId = form('8 to 64 of a-z, 0-9 and -', /^[a-z0-9-]{8,64}$/, 64);

/** Owner of campaigns. */
export const tenant = form('1 to 60 of a-z, 0-9 and -', /^[a-z0-9-]{1,60}$/, 60);

/** Id of a token, as ListTokens gives it. */
export const tokenId = form('1 to 64 of a-z, 0-9 and -', /^[a-z0-9-]{1,64}$/, 64);

/** SHA-256. */
export const sha256 = form('64 lower-case hexadecimal digits', /^[0-9a-f]{64}$/, 64);

/** Id of a shard within its campaign. */
export const shardId = line(1, STRING);

/** Id of a template within its campaign. */
export const templateId = line(1, STRING);

/** Path of a file of results: relative, and staying where it is. */
export const filePath: FieldRule<string> = allow(
  `a relative path of 1 to ${STRING} characters without . and ..`,
  (path) => {
    const steps = path.length <= STRING ? path.split('/') : [];
    return steps.length > 0 && !/[\p{Cc}\\]/u.test(path) && steps.every((step) => !['', '.', '..'].includes(step));
  },
);

/** Entries of a page; 0 is the default of the method. */
export const pageSize = whole(0, API_LIMITS.pageSize.value);

/** `next_page_token` or `resume_token`; what is in it is looked at where it is read. */
export const opaqueToken = text(0, 512);

/** A lease that was given. */
export const leaseToken: FieldRules<LeaseToken> = {
  campaignId,
  shardId,
  attempt: whole(1, 2 ** 31 - 1),
  epoch: whole(1, 2 ** 31 - 1),
};
