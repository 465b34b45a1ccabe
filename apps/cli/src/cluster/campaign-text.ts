import { CampaignStage, CampaignState, type Campaign, type CampaignPlan } from '@darkreach/cluster';
import { count, duration } from '../text/quantities.js';

/** `running`, `succeeded` ... */
export function stateText(state: CampaignState): string {
  return nameOf(CampaignState, state);
}

/** Where a campaign stands, with what it is doing and how far that is: `running, simulating 42 %`. */
export function standText({ state, stage, progress }: Campaign): string {
  const stand = stateText(state);
  if (state !== CampaignState.RUNNING || stage === CampaignStage.UNSPECIFIED) return stand;
  const share =
    progress === undefined || progress.total === 0 ? '' : ` ${Math.floor((100 * progress.done) / progress.total)} %`;
  return `${stand}, ${nameOf(CampaignStage, stage)}${share}`;
}

/** What a campaign takes, in two lines. */
export function planText({ limits, templates, events, shards, reusedShards, ...plan }: CampaignPlan): string {
  const time = Number.isFinite(plan.seconds)
    ? `estimated ${duration(plan.seconds)} on the workers that are there`
    : `estimated ${duration(plan.coreSeconds)} of one core; no worker is there yet`;
  return (
    `${count(limits)} limits from ${count(templates)} templates: ${count(events)} events in ${count(shards)} shards\n` +
    `${reuseText({ reused: reusedShards, shards })}; ${time}\n`
  );
}

/** `3 of 90 shards reused from earlier campaigns` */
export function reuseText({ reused, shards }: { readonly reused: number; readonly shards: number }): string {
  return `${reused} of ${shards} shards reused from earlier campaigns`;
}

/** `2026-01-31 12:34:56Z`; a dash where there is none. */
export function timeText(time: Date | undefined): string {
  return time === undefined ? '-' : `${time.toISOString().slice(0, 19).replace('T', ' ')}Z`;
}

/** Name of a value of a generated enumeration, in lower case. */
export function nameOf(names: Readonly<Record<string, number>>, value: number): string {
  return (
    Object.entries(names)
      .find(([, known]) => known === value)?.[0]
      .toLowerCase() ?? String(value)
  );
}
