import {
  API_LIMITS,
  FailureReason,
  Role,
  type AcquireShardLeasesRequest,
  type CreateTokenRequest,
  type DrainWorkerRequest,
  type GetCampaignSpecRequest,
  type RegisterWorkerRequest,
  type RenewShardLeasesRequest,
  type ReportShardFailureRequest,
  type ReportShardResultsRequest,
  type ResultHeader,
  type RevokeTokenRequest,
  type ShardName,
  type WorkerDevice,
} from '@darkreach/cluster';
import { checkFields, listOf, nested, type FieldRules } from './field-rule.js';
import { finite, form, known, line, text, whole } from './leaf-rules.js';
import { campaignId, leaseToken, sha256, shardId, tenant, tokenId, workerId } from './name-rules.js';

const STRING = API_LIMITS.string.value;
const count = whole(0, Number.MAX_SAFE_INTEGER);

const workerDevice: FieldRules<WorkerDevice> = {
  backend: form('webgpu, webasm or cpu', /^(webgpu|webasm|cpu)$/, 6),
  adapter: line(0, STRING),
  digest: sha256,
};

/** What workers may ask, field by field. */
export const registerWorker: FieldRules<RegisterWorkerRequest> = {
  workerId,
  displayName: line(0, STRING),
  version: line(1, 64),
  device: nested(workerDevice),
  threads: whole(1, 4096),
};

const shardName: FieldRules<ShardName> = { campaignId, shardId };

export const acquireShardLeases: FieldRules<AcquireShardLeasesRequest> = {
  workerId,
  shards: listOf(shardName, API_LIMITS.batch.value),
};

export const getCampaignSpec: FieldRules<GetCampaignSpecRequest> = { workerId, campaignId };

export const renewShardLeases: FieldRules<RenewShardLeasesRequest> = {
  workerId,
  tokens: listOf(leaseToken, API_LIMITS.leases.value),
  events: count,
  toys: count,
};

const resultHeader: FieldRules<ResultHeader> = {
  workerId,
  token: nested(leaseToken),
  digest: sha256,
  size: count,
  seconds: finite(0, 1e9),
};

/** Sizes and order of the parts of an upload are looked at where they are put together. */
export const reportShardResults: FieldRules<ReportShardResultsRequest> = {
  part: (part, field) => {
    if (part === undefined) return [{ field, description: 'given: nothing; allowed: header or chunk' }];
    return part.$case === 'header' ? checkFields(resultHeader, part.value, 'header.') : [];
  },
};

export const reportShardFailure: FieldRules<ReportShardFailureRequest> = {
  workerId,
  token: nested(leaseToken),
  reason: known(FailureReason, 'specified'),
  message: text(0, 64 * 1024),
};

export const drainWorker: FieldRules<DrainWorkerRequest> = { workerId };

/** What operators may ask of the fleet. */
export const createToken: FieldRules<CreateTokenRequest> = {
  tenant,
  role: known(Role, 'specified'),
  description: line(0, STRING),
};

export const revokeToken: FieldRules<RevokeTokenRequest> = { tokenId };
