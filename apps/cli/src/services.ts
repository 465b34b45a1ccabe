import type { CampaignPlan, CampaignResult, ChannelCatalogue, Progress, ResolvedCampaign } from '@darkreach/campaign';
import type { DevicePreference, DeviceSurvey } from '@darkreach/kernels';
import type { ReportInput } from '@darkreach/report';
import type { ClusterServices } from './cluster/cluster-services.js';
import type { ToyWork } from './toy-work.js';

export interface RunOptions {
  readonly workers: number;
  readonly device: DevicePreference;
  /** Where finished shards are kept, so that a run that was stopped goes on. */
  readonly storeFolder: string;
  readonly onProgress: (progress: Progress) => void;
  readonly signal: AbortSignal;
}

/** Everything that the commands ask of the libraries; the only door between the two. */
export interface Services {
  readonly catalogue: () => ChannelCatalogue;
  /** A campaign file that runs as it stands, with what can be changed beside it. */
  readonly exampleCampaign: () => Promise<string>;
  readonly plan: (campaign: ResolvedCampaign, workers: number) => Promise<CampaignPlan>;
  readonly run: (campaign: ResolvedCampaign, options: RunOptions) => Promise<CampaignResult>;
  readonly writeReport: (input: ReportInput, folder: string) => Promise<readonly string[]>;
  readonly redraw: (folder: string) => Promise<readonly string[]>;
  /** Statements about models that may take toys. */
  readonly toys: ToyWork;
  readonly cluster: ClusterServices;
  readonly surveyDevices: () => Promise<readonly DeviceSurvey[]>;
}
