import {
  API_LIMITS,
  Device,
  ShardState,
  type CancelCampaignRequest,
  type CreateCampaignRequest,
  type DeleteCampaignRequest,
  type DescribeChannelRequest,
  type DownloadResultRequest,
  type GetCampaignRequest,
  type GetHistogramRequest,
  type ListCampaignsRequest,
  type ListLimitPointsRequest,
  type ListLogEntriesRequest,
  type ListResultFilesRequest,
  type ListShardsRequest,
  type PauseCampaignRequest,
  type ResumeCampaignRequest,
  type RetryCampaignRequest,
  type WatchCampaignRequest,
} from '@darkreach/cluster';
import type { FieldRules } from './field-rule.js';
import { flag, known, line, text } from './leaf-rules.js';
import { campaignName, channelName, filePath, opaqueToken, pageSize, templateId } from './name-rules.js';

const page = { pageSize, pageToken: opaqueToken };

/** What users may ask, field by field. */
export const createCampaign: FieldRules<CreateCampaignRequest> = {
  campaignYaml: text(1, API_LIMITS.message.value),
  fileName: line(0, API_LIMITS.string.value),
  device: known(Device, 'or-unspecified'),
  requestId: line(0, API_LIMITS.string.value),
  validateOnly: flag,
};

/** Requests that name a campaign and nothing else. */
export const namedCampaign: FieldRules<
  | CancelCampaignRequest
  | DeleteCampaignRequest
  | GetCampaignRequest
  | PauseCampaignRequest
  | ResumeCampaignRequest
  | RetryCampaignRequest
> = { name: campaignName };

export const listCampaigns: FieldRules<ListCampaignsRequest> = page;

export const watchCampaign: FieldRules<WatchCampaignRequest> = { name: campaignName, resumeToken: opaqueToken };

/** Requests for a page of what a campaign has. */
export const pageOfCampaign: FieldRules<ListLimitPointsRequest | ListLogEntriesRequest> = {
  parent: campaignName,
  ...page,
};

export const listShards: FieldRules<ListShardsRequest> = {
  parent: campaignName,
  ...page,
  state: known(ShardState, 'or-unspecified'),
};

export const getHistogram: FieldRules<GetHistogramRequest> = { parent: campaignName, templateId };

export const listResultFiles: FieldRules<ListResultFilesRequest> = { parent: campaignName };

export const downloadResult: FieldRules<DownloadResultRequest> = { parent: campaignName, path: filePath };

export const describeChannel: FieldRules<DescribeChannelRequest> = { name: channelName };
