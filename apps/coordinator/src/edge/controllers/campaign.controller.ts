import type {
  Campaign,
  CreateCampaignRequest,
  DeleteCampaignResponse,
  GetCampaignRequest,
  ListCampaignsRequest,
  ListCampaignsResponse,
  ListLimitPointsRequest,
  ListLimitPointsResponse,
  ListLogEntriesRequest,
  ListLogEntriesResponse,
  ListShardsRequest,
  ListShardsResponse,
} from '@darkreach/cluster';
import type { Metadata } from '@grpc/grpc-js';
import { Controller, Inject } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import { callerOf } from '../../auth/caller-of.js';
import { CAMPAIGN_DESK, type CampaignDesk } from '../../desk.js';
import { nextPageToken, pageRequest } from '../pages.js';
import { idOf } from '../resource-name.js';

const SERVICE = 'CampaignService';
const DEFAULT_CAMPAIGNS = 50;

/** The unary methods of CampaignService. */
@Controller()
export class CampaignController {
  constructor(@Inject(CAMPAIGN_DESK) private readonly desk: CampaignDesk) {}

  @GrpcMethod(SERVICE, 'CreateCampaign')
  create(request: CreateCampaignRequest, metadata: Metadata): Promise<Campaign> {
    return this.desk.create(request, callerOf(metadata));
  }

  @GrpcMethod(SERVICE, 'GetCampaign')
  get({ name }: GetCampaignRequest, metadata: Metadata): Promise<Campaign> {
    return this.desk.get(idOf(name), callerOf(metadata));
  }

  @GrpcMethod(SERVICE, 'ListCampaigns')
  async list(request: ListCampaignsRequest, metadata: Metadata): Promise<ListCampaignsResponse> {
    const page = await this.desk.list(pageRequest('campaigns', request, DEFAULT_CAMPAIGNS), callerOf(metadata));
    return { campaigns: page.items, nextPageToken: nextPageToken('campaigns', page) };
  }

  @GrpcMethod(SERVICE, 'DeleteCampaign')
  async remove({ name }: GetCampaignRequest, metadata: Metadata): Promise<DeleteCampaignResponse> {
    await this.desk.remove(idOf(name), callerOf(metadata));
    return {};
  }

  @GrpcMethod(SERVICE, 'PauseCampaign')
  pause({ name }: GetCampaignRequest, metadata: Metadata): Promise<Campaign> {
    return this.desk.pause(idOf(name), callerOf(metadata));
  }

  @GrpcMethod(SERVICE, 'ResumeCampaign')
  resume({ name }: GetCampaignRequest, metadata: Metadata): Promise<Campaign> {
    return this.desk.resume(idOf(name), callerOf(metadata));
  }

  @GrpcMethod(SERVICE, 'CancelCampaign')
  cancel({ name }: GetCampaignRequest, metadata: Metadata): Promise<Campaign> {
    return this.desk.cancel(idOf(name), callerOf(metadata));
  }

  @GrpcMethod(SERVICE, 'RetryCampaign')
  retry({ name }: GetCampaignRequest, metadata: Metadata): Promise<Campaign> {
    return this.desk.retry(idOf(name), callerOf(metadata));
  }

  @GrpcMethod(SERVICE, 'ListLogEntries')
  async log(request: ListLogEntriesRequest, metadata: Metadata): Promise<ListLogEntriesResponse> {
    const list = `${request.parent}/log`;
    const page = await this.desk.log(idOf(request.parent), pageRequest(list, request), callerOf(metadata));
    return { logEntries: page.items, nextPageToken: nextPageToken(list, page) };
  }

  @GrpcMethod(SERVICE, 'ListLimitPoints')
  async limitPoints(request: ListLimitPointsRequest, metadata: Metadata): Promise<ListLimitPointsResponse> {
    const list = `${request.parent}/limitPoints`;
    const page = await this.desk.limitPoints(idOf(request.parent), pageRequest(list, request), callerOf(metadata));
    return { limitPoints: page.items, nextPageToken: nextPageToken(list, page) };
  }

  @GrpcMethod(SERVICE, 'ListShards')
  async shards(request: ListShardsRequest, metadata: Metadata): Promise<ListShardsResponse> {
    const { parent, state } = request;
    const list = `${parent}/shards/${state}`;
    const page = await this.desk.shards(idOf(parent), state, pageRequest(list, request), callerOf(metadata));
    return { shards: page.items, nextPageToken: nextPageToken(list, page) };
  }
}
