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

/** Work that could not be done, after everything that was tried. */
export interface GivenUp {
  readonly kind: 'given-up';
  /** Id of the shard or of the fit. */
  readonly id: string;
  readonly reason: string;
}

/**
 * Where shards and fits are computed: threads of this process, or a cluster. Results come in any order; they do not depend
 * on the runner. What is given up is what the promise resolves with; a runner that gives nothing up rejects instead.
 */
export interface Runner {
  readonly workers: number;
  /** Opens devices; called once before any work. */
  open(): Promise<RunnerDevice>;
  /** Jobs are taken from the iterable one after the other, as they are needed. */
  simulate(
    jobs: Iterable<ShardJob>,
    onResult: (partial: PartialHistogram) => void,
    signal: AbortSignal,
  ): Promise<readonly GivenUp[]>;
  fit(
    jobs: Iterable<FitJob>,
    onResult: (id: string, band: LimitBand) => void,
    signal: AbortSignal,
  ): Promise<readonly GivenUp[]>;
  close(): Promise<void>;
}

export interface RunnerSettings {
  readonly campaign: ResolvedCampaign;
  readonly device: DevicePreference;
  readonly workers: number;
}
