import type { Progress } from '@darkreach/campaign';
import {
  CampaignStage,
  CampaignState,
  LogSeverity,
  watchCampaign,
  type Campaign,
  type ClusterConnection,
  type LogEntry,
} from '@darkreach/cluster';
import type { ProgressDisplay } from '../run/progress-display.js';

/** Milliseconds without a worker that are worth a word. */
const WAITING_AFTER = 3000;

export interface FollowOptions {
  /** `campaigns/{id}` */
  readonly name: string;
  readonly display: ProgressDisplay;
  readonly signal: AbortSignal;
}

/** Shows how far a campaign is until it has ended or the signal is aborted; returns it as it was seen last. */
export async function followCampaign(
  connection: ClusterConnection,
  { name, display, signal }: FollowOptions,
): Promise<Campaign> {
  let seen = await connection.campaigns.getCampaign({ name }, { signal });
  let lost = false;
  const onLost = () => {
    if (!lost) display.note(`${connection.server} does not answer; trying again until it does`);
    lost = true;
  };
  const waiting = patience(display);
  try {
    for await (const { campaign, logEntries } of watchCampaign(connection, { name, signal, onLost })) {
      lost = false;
      logEntries.filter(isGrave).forEach((entry) => display.note(entryText(entry)));
      if (campaign === undefined) continue;
      seen = campaign;
      waiting.see(campaign.state);
      const progress = stageProgress(campaign);
      if (progress !== undefined) display.show(progress);
    }
    return seen;
  } finally {
    waiting.end();
  }
}

/** Progress as the single-process runner reports it; undefined between stages. */
export function stageProgress({ state, stage, progress }: Campaign): Progress | undefined {
  // Before the shards are cut there is nothing to have a share of.
  if (progress === undefined || progress.total === 0 || state === CampaignState.WAITING) return undefined;
  const { done, total, rate, etaSeconds: eta } = progress;
  const amounts = { done, total, rate, eta };
  if (stage === CampaignStage.SIMULATE) return { stage: 'simulate', unit: 'events', ...amounts };
  return stage === CampaignStage.FIT ? { stage: 'fit', unit: 'limits', ...amounts } : undefined;
}

/** `a sentence (shard ..., worker ...)` */
export function entryText({ message, shardId, workerId }: LogEntry): string {
  const about = [shardId === '' ? '' : `shard ${shardId}`, workerId === '' ? '' : `worker ${workerId}`];
  const known = about.filter((text) => text !== '' && !message.includes(text.replace(/^\w+ /, '')));
  return known.length === 0 ? message : `${message} (${known.join(', ')})`;
}

function isGrave({ severity }: LogEntry): boolean {
  return severity === LogSeverity.WARNING || severity === LogSeverity.ERROR;
}

/** Says why nothing happens, when nothing has happened for a while. */
function patience(display: ProgressDisplay): { see: (state: CampaignState) => void; end: () => void } {
  let timer: NodeJS.Timeout | undefined;
  let state: CampaignState = CampaignState.UNSPECIFIED;
  return {
    see: (now) => {
      if (now === state) return;
      state = now;
      clearTimeout(timer);
      if (state === CampaignState.PAUSED) display.note('paused');
      if (state !== CampaignState.WAITING) return;
      timer = setTimeout(() => display.note('waiting for a worker with a suitable device'), WAITING_AFTER);
    },
    end: () => clearTimeout(timer),
  };
}
