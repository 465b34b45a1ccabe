export type { Citation, CitedInput, Cut, ModelParameter, PublishedLimit } from '@darkreach/channels';
export type { DevicePreference } from '@darkreach/kernels';
export type { LimitBand, LimitOptions, ScanPoint, TemplateModel } from '@darkreach/statistics';
export type {
  BackgroundSummary,
  CampaignResult,
  CurveModels,
  LimitCurve,
  LimitPoint,
  NamedHistogram,
  PointBand,
  RunStatistics,
  SearchSummary,
} from './campaign-result.js';
export { CampaignSpecError, type CampaignSpecErrorFields } from './errors.js';
export type { CampaignPlan, ShardJob, TemplatePlan } from './plan/campaign-plan.js';
export type { Progress } from './progress.js';
export { canonicalJson } from './spec/canonical-json.js';
export { campaignDigest } from './spec/campaign-digest.js';
export { campaignJsonSchema } from './spec/campaign-json-schema.js';
export { CAMPAIGN_LIMITS } from './spec/campaign-limits.js';
export type { CatalogueEntry, CatalogueExperiment, ChannelCatalogue } from './spec/channel-catalogue.js';
export { parseCampaign, type CampaignSpec } from './spec/parse-campaign.js';
export { resolveCampaign } from './spec/resolve-campaign.js';
export type {
  OutputFormat,
  ResolvedCampaign,
  ResolvedLuminosity,
  ResolvedSearch,
  ResolvedSystematic,
} from './spec/resolved-campaign.js';
export { nearestName } from './spec/suggestion.js';
export { writeCampaignYaml } from './spec/write-campaign-yaml.js';
export { channelCatalogue } from './channel-catalogue.js';
export { CampaignInterruptedError, CampaignPlanError, RunnerError } from './errors.js';
export { limitSeconds, simulationSeconds } from './plan/estimate-cost.js';
export { planCampaign, planShards } from './plan/plan-campaign.js';
export { WorkAddresses, type DeviceClass } from './plan/shard-address.js';
export { openTemplateBook, type TemplateBook } from './plan/template-book.js';
export { runCampaign, type RunCampaignOptions } from './run-campaign.js';
export type { KnownCampaign, ThreadData } from './runner/compute-thread.js';
export { ComputeThreads, type ComputeTaskOptions, type ComputeThreadsSettings } from './runner/compute-threads.js';
export { InProcessRunner } from './runner/in-process-runner.js';
export type { FitJob, GivenUp, Runner, RunnerDevice } from './runner/runner.js';
export { serveThread } from './runner/serve-thread.js';
export { ShardWorker, type ShardComputer } from './runner/shard-worker.js';
export { mergeShards, type Template } from './stages/merge.js';
export type { PartialHistogram } from './stages/simulate.js';
