import {
  CampaignStage,
  CampaignState,
  LogSeverity,
  ShardState,
  type Campaign,
  type CampaignPlan,
  type CampaignProgress,
  type CampaignRow,
  type LogEntry,
  type LogRow,
  type Shard,
  type ShardPhase,
  type ShardRow,
  type StoredPlan,
} from '@darkreach/cluster';
import type { LiveCampaign } from './live-campaign.js';

const STATES = {
  waiting: CampaignState.WAITING,
  running: CampaignState.RUNNING,
  paused: CampaignState.PAUSED,
  succeeded: CampaignState.SUCCEEDED,
  partial: CampaignState.PARTIAL,
  failed: CampaignState.FAILED,
  cancelled: CampaignState.CANCELLED,
} as const;

const STAGES = {
  '': CampaignStage.UNSPECIFIED,
  plan: CampaignStage.PLAN,
  simulate: CampaignStage.SIMULATE,
  fit: CampaignStage.FIT,
  report: CampaignStage.REPORT,
} as const;

const SEVERITIES = { info: LogSeverity.INFO, warning: LogSeverity.WARNING, error: LogSeverity.ERROR } as const;

const PHASES = {
  pending: ShardState.PENDING,
  leased: ShardState.LEASED,
  merged: ShardState.MERGED,
  quarantined: ShardState.QUARANTINED,
} as const;

/** A campaign as callers see it, with its progress where it is being computed. */
export function campaignMessage(row: CampaignRow, live?: LiveCampaign): Campaign {
  const { id, name, tenant, status, stage, digest, deviceClass, plan, message, createdAt, updatedAt, endedAt } = row;
  return {
    name: `campaigns/${id}`,
    displayName: name,
    tenant,
    state: STATES[status],
    stage: STAGES[stage],
    digest,
    deviceClass: deviceClass.split('/')[0]!,
    plan: plan === null ? undefined : planMessage(plan),
    // While a stage is being planned there is nothing to count.
    progress: live?.stage === undefined || live.counts.workTotal === 0 ? undefined : progressMessage(live),
    message,
    createTime: createdAt,
    updateTime: updatedAt,
    endTime: endedAt ?? undefined,
  };
}

export function planMessage({ seconds, ...plan }: StoredPlan): CampaignPlan {
  return { ...plan, seconds: seconds ?? Number.NaN };
}

function progressMessage({ counts, rate, reusedBefore }: LiveCampaign): CampaignProgress {
  const { pending, leased, merged, quarantined, workDone, workTotal, reused } = counts;
  const perSecond = rate.rate();
  return {
    done: workDone,
    total: workTotal,
    rate: perSecond,
    etaSeconds: perSecond > 0 ? (workTotal - workDone) / perSecond : Number.NaN,
    shards: { pending, leased, merged, quarantined },
    reusedShards: reusedBefore + reused,
  };
}

export function logMessage({ time, level, message, shardId, workerId }: LogRow): LogEntry {
  return { time, severity: SEVERITIES[level], message, shardId, workerId };
}

export function shardMessage({ shardId, address, phase, digest, votes, failures, attempt, reused }: ShardRow): Shard {
  const last = failures.at(-1);
  return {
    id: shardId,
    address,
    state: PHASES[phase],
    resultDigest: digest ?? '',
    workers: votes.map(({ worker }) => worker),
    failedWorkers: failures.map(({ worker }) => worker),
    attempt,
    failure: last === undefined ? '' : `${last.reason}: ${last.message}`,
    reused,
  };
}

/** The phase of a state; undefined for all of them. */
export function phaseOf(state: ShardState): ShardPhase | undefined {
  return (Object.keys(PHASES) as ShardPhase[]).find((phase) => PHASES[phase] === state);
}
