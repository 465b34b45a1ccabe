import { API_LIMITS } from '@darkreach/cluster';
import type { CallerRole } from '../desk.js';
import type { FieldRules } from './rules/field-rule.js';
import * as campaign from './rules/campaign-requests.js';
import * as worker from './rules/worker-requests.js';
import type { MethodPath, RequestOf } from './services.js';

/** Who may call a method, and what may be sent to it. */
export interface MethodRule<Request> {
  /** Least role: viewer < submitter < operator. `worker` is for workers alone, who may do nothing else. */
  readonly role: CallerRole;
  /** Largest message, bytes: far above what a sensible one has, far below what would be dear to decode. */
  readonly bytes: number;
  readonly fields: FieldRules<Request>;
}

const KIB = 1024;
const NAMES = 4 * KIB;

/** The one table of methods: a method without a row does not compile, and is answered to nobody. */
export const METHOD_RULES: { readonly [Path in MethodPath]: MethodRule<RequestOf<Path>> } = {
  '/darkreach.v1.CampaignService/CreateCampaign': {
    role: 'submitter',
    bytes: API_LIMITS.message.value,
    fields: campaign.createCampaign,
  },
  '/darkreach.v1.CampaignService/GetCampaign': { role: 'viewer', bytes: NAMES, fields: campaign.namedCampaign },
  '/darkreach.v1.CampaignService/ListCampaigns': { role: 'viewer', bytes: NAMES, fields: campaign.listCampaigns },
  '/darkreach.v1.CampaignService/DeleteCampaign': { role: 'submitter', bytes: NAMES, fields: campaign.namedCampaign },
  '/darkreach.v1.CampaignService/PauseCampaign': { role: 'submitter', bytes: NAMES, fields: campaign.namedCampaign },
  '/darkreach.v1.CampaignService/ResumeCampaign': { role: 'submitter', bytes: NAMES, fields: campaign.namedCampaign },
  '/darkreach.v1.CampaignService/CancelCampaign': { role: 'submitter', bytes: NAMES, fields: campaign.namedCampaign },
  '/darkreach.v1.CampaignService/RetryCampaign': { role: 'submitter', bytes: NAMES, fields: campaign.namedCampaign },
  '/darkreach.v1.CampaignService/WatchCampaign': { role: 'viewer', bytes: NAMES, fields: campaign.watchCampaign },
  '/darkreach.v1.CampaignService/ListLogEntries': { role: 'viewer', bytes: NAMES, fields: campaign.pageOfCampaign },
  '/darkreach.v1.CampaignService/ListLimitPoints': { role: 'viewer', bytes: NAMES, fields: campaign.pageOfCampaign },
  '/darkreach.v1.CampaignService/ListShards': { role: 'viewer', bytes: NAMES, fields: campaign.listShards },
  '/darkreach.v1.ResultService/GetHistogram': { role: 'viewer', bytes: NAMES, fields: campaign.getHistogram },
  '/darkreach.v1.ResultService/ListResultFiles': { role: 'viewer', bytes: NAMES, fields: campaign.listResultFiles },
  '/darkreach.v1.ResultService/DownloadResult': { role: 'viewer', bytes: NAMES, fields: campaign.downloadResult },
  '/darkreach.v1.ChannelService/ListChannels': { role: 'viewer', bytes: NAMES, fields: {} },
  '/darkreach.v1.ChannelService/DescribeChannel': { role: 'viewer', bytes: NAMES, fields: campaign.describeChannel },
  '/darkreach.v1.FleetService/ListWorkers': { role: 'operator', bytes: NAMES, fields: {} },
  '/darkreach.v1.FleetService/CreateToken': { role: 'operator', bytes: NAMES, fields: worker.createToken },
  '/darkreach.v1.FleetService/ListTokens': { role: 'operator', bytes: NAMES, fields: {} },
  '/darkreach.v1.FleetService/RevokeToken': { role: 'operator', bytes: NAMES, fields: worker.revokeToken },
  '/darkreach.v1.WorkerService/RegisterWorker': { role: 'worker', bytes: NAMES, fields: worker.registerWorker },
  '/darkreach.v1.WorkerService/AcquireShardLeases': {
    role: 'worker',
    bytes: 64 * KIB,
    fields: worker.acquireShardLeases,
  },
  '/darkreach.v1.WorkerService/GetCampaignSpec': { role: 'worker', bytes: NAMES, fields: worker.getCampaignSpec },
  '/darkreach.v1.WorkerService/RenewShardLeases': {
    role: 'worker',
    bytes: 512 * KIB,
    fields: worker.renewShardLeases,
  },
  // A chunk with its frame; what is in a chunk is looked at where chunks are put together.
  '/darkreach.v1.WorkerService/ReportShardResults': {
    role: 'worker',
    bytes: 512 * KIB,
    fields: worker.reportShardResults,
  },
  '/darkreach.v1.WorkerService/ReportShardFailure': {
    role: 'worker',
    bytes: 128 * KIB,
    fields: worker.reportShardFailure,
  },
  '/darkreach.v1.WorkerService/DrainWorker': { role: 'worker', bytes: NAMES, fields: worker.drainWorker },
};
