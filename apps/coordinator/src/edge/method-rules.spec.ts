import { FailureReason, Role } from '@darkreach/cluster';
import { describe, expect, test } from '@jest/globals';
import { METHOD_RULES } from './method-rules.js';
import { checkFields, type FieldRules } from './rules/field-rule.js';
import type { MethodPath } from './services.js';

type Request = Readonly<Record<string, unknown>>;

const NAME = 'campaigns/quick-0123456789ab';
const TOKEN = { campaignId: 'quick-0123456789ab', shardId: 'simulate/x/0', attempt: 1, epoch: 1 };
const DIGEST = 'a'.repeat(64);
const HEADER = { workerId: 'worker-1', token: TOKEN, digest: DIGEST, size: 10, seconds: 0.1 };
const WORKER = {
  workerId: 'worker-1',
  displayName: 'node 7',
  version: '0.1.0',
  device: { backend: 'webasm', adapter: 'WebAssembly SIMD (f32x4)', digest: DIGEST },
  threads: 8,
};

/** Requests that are good. */
const GOOD: Partial<Record<MethodPath, Request>> = {
  '/darkreach.v1.CampaignService/CreateCampaign': {
    campaignYaml: 'version: 1\n',
    fileName: 'campaign.yaml',
    device: 0,
    requestId: '',
    validateOnly: true,
  },
  '/darkreach.v1.CampaignService/GetCampaign': { name: NAME },
  '/darkreach.v1.CampaignService/ListCampaigns': { pageSize: 1000, pageToken: '' },
  '/darkreach.v1.CampaignService/ListShards': { parent: NAME, pageSize: 0, pageToken: '', state: 0 },
  '/darkreach.v1.ResultService/DownloadResult': { parent: NAME, path: 'pyhf/belle2-20fb.json' },
  '/darkreach.v1.FleetService/CreateToken': { tenant: 'belle', role: Role.VIEWER, description: 'laptop of Ada' },
  '/darkreach.v1.WorkerService/RegisterWorker': WORKER,
  '/darkreach.v1.WorkerService/RenewShardLeases': { workerId: 'worker-1', tokens: [TOKEN], events: 1, toys: 0 },
  '/darkreach.v1.WorkerService/ReportShardResults': { part: { $case: 'header', value: HEADER } },
  '/darkreach.v1.WorkerService/ReportShardFailure': {
    workerId: 'worker-1',
    token: TOKEN,
    reason: FailureReason.CRASHED,
    message: 'line\nline',
  },
};

function fieldsOf(path: MethodPath, changed: Request): readonly string[] {
  const rules = METHOD_RULES[path].fields as unknown as FieldRules<Request>;
  return checkFields(rules, { ...GOOD[path], ...changed }).map(({ field }) => field);
}

describe('the rules of requests', () => {
  test.each(Object.keys(GOOD) as MethodPath[])('let a good request to %s pass', (path) => {
    expect(fieldsOf(path, {})).toEqual([]);
  });

  const CREATE = '/darkreach.v1.CampaignService/CreateCampaign';
  const RENEW = '/darkreach.v1.WorkerService/RenewShardLeases';
  const REPORT = '/darkreach.v1.WorkerService/ReportShardResults';
  const DOWNLOAD = '/darkreach.v1.ResultService/DownloadResult';
  test.each<[MethodPath, Request, string]>([
    [CREATE, { campaignYaml: '' }, 'campaign_yaml'],
    [CREATE, { campaignYaml: 'a\0b' }, 'campaign_yaml'],
    [CREATE, { fileName: 'a\nb' }, 'file_name'],
    [CREATE, { fileName: 'x'.repeat(257) }, 'file_name'],
    [CREATE, { requestId: 'x'.repeat(257) }, 'request_id'],
    [CREATE, { device: 4 }, 'device'],
    [CREATE, { device: -1 }, 'device'],
    ['/darkreach.v1.CampaignService/GetCampaign', { name: 'campaigns/' }, 'name'],
    ['/darkreach.v1.CampaignService/GetCampaign', { name: "campaigns/x'; drop table" }, 'name'],
    ['/darkreach.v1.CampaignService/GetCampaign', { name: `campaigns/${'x'.repeat(97)}` }, 'name'],
    ['/darkreach.v1.CampaignService/ListCampaigns', { pageSize: -1 }, 'page_size'],
    ['/darkreach.v1.CampaignService/ListCampaigns', { pageToken: 'x'.repeat(513) }, 'page_token'],
    ['/darkreach.v1.CampaignService/ListShards', { state: 5 }, 'state'],
    [DOWNLOAD, { path: '' }, 'path'],
    [DOWNLOAD, { path: 'a//b' }, 'path'],
    [DOWNLOAD, { path: 'a/../b' }, 'path'],
    [DOWNLOAD, { path: 'a\\b' }, 'path'],
    ['/darkreach.v1.FleetService/CreateToken', { role: Role.UNSPECIFIED }, 'role'],
    ['/darkreach.v1.FleetService/CreateToken', { tenant: 'Belle' }, 'tenant'],
    ['/darkreach.v1.WorkerService/RegisterWorker', { device: undefined }, 'device'],
    ['/darkreach.v1.WorkerService/RegisterWorker', { device: { ...WORKER.device, backend: 'cuda' } }, 'device.backend'],
    ['/darkreach.v1.WorkerService/RegisterWorker', { threads: 0 }, 'threads'],
    ['/darkreach.v1.WorkerService/RegisterWorker', { workerId: 'short' }, 'worker_id'],
    [RENEW, { tokens: Array.from({ length: 4097 }, () => TOKEN) }, 'tokens'],
    [RENEW, { tokens: [TOKEN, { ...TOKEN, attempt: 0 }] }, 'tokens[1].attempt'],
    [RENEW, { events: -1 }, 'events'],
    [REPORT, { part: { $case: 'header', value: { ...HEADER, seconds: NaN } } }, 'header.seconds'],
    [REPORT, { part: { $case: 'header', value: { ...HEADER, seconds: Infinity } } }, 'header.seconds'],
    [REPORT, { part: { $case: 'header', value: { ...HEADER, token: undefined } } }, 'header.token'],
    [REPORT, { part: { $case: 'header', value: { ...HEADER, size: -1 } } }, 'header.size'],
    ['/darkreach.v1.WorkerService/ReportShardFailure', { reason: 0 }, 'reason'],
  ])('stop at %s what has %j', (path, changed, field) => {
    expect(fieldsOf(path, changed)).toEqual([field]);
  });
});
