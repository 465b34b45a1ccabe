import { WatchCampaignResponse, type Campaign, type LogEntry } from '@darkreach/cluster';

const CAMPAIGNS = new WeakMap<Campaign, Uint8Array>();
const ENTRIES = new WeakMap<LogEntry, Uint8Array>();
const NOTHING: WatchCampaignResponse = { campaign: undefined, logEntries: [], resumeToken: '' };

/**
 * The bytes of a WatchCampaignResponse. Messages of proto may be encoded field by field and put one behind the other, so
 * that a snapshot and a log entry are encoded once for all who watch.
 */
export function encodeWatchMessage({ campaign, logEntries, resumeToken }: WatchCampaignResponse): Buffer {
  return Buffer.concat([
    ...(campaign === undefined ? [] : [once(CAMPAIGNS, campaign, { ...NOTHING, campaign })]),
    ...logEntries.map((entry) => once(ENTRIES, entry, { ...NOTHING, logEntries: [entry] })),
    WatchCampaignResponse.encode({ ...NOTHING, resumeToken }).finish(),
  ]);
}

function once<Key extends object>(
  known: WeakMap<Key, Uint8Array>,
  key: Key,
  message: WatchCampaignResponse,
): Uint8Array {
  const bytes = known.get(key) ?? WatchCampaignResponse.encode(message).finish();
  known.set(key, bytes);
  return bytes;
}
