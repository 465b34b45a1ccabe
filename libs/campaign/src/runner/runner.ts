import type { DevicePreference } from '@darkreach/kernels';
import type { LimitBand, LimitOptions, TemplateModel } from '@darkreach/statistics';
import type { ShardJob } from '../plan/campaign-plan.js';
import type { ResolvedCampaign } from '../spec/resolved-campaign.js';
import type { PartialHistogram } from '../stages/simulate.js';

/** One limit to compute: a pure function of this. */
export interface FitJob {
  readonly kind: 'fit-job';
  readonly id: string;
  readonly model: TemplateModel;
  readonly options: LimitOptions;
}

/** The class of device that all work of a campaign runs on. */
export interface RunnerDevice {
  readonly backend: string;
  readonly adapter: string;
  readonly digest: string;
  /** Backends that were tried first, and why they are not used. */
  readonly rejected: readonly { readonly backend: string; readonly reason: string }[];
}

/**
 * Where shards and fits are computed: threads of this process today, a cluster as well. Results come in any order; they
 * do not depend on the runner.
 */
export interface Runner {
  readonly workers: number;
  /** Opens devices; called once before any work. */
  open(): Promise<RunnerDevice>;
  simulate(
    jobs: readonly ShardJob[],
    onResult: (partial: PartialHistogram) => void,
    signal: AbortSignal,
  ): Promise<void>;
  fit(jobs: readonly FitJob[], onResult: (id: string, band: LimitBand) => void, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

export interface RunnerSettings {
  readonly campaign: ResolvedCampaign;
  readonly device: DevicePreference;
  readonly workers: number;
}
