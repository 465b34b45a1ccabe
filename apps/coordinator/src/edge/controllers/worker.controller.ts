import type {
  AcquireShardLeasesRequest,
  AcquireShardLeasesResponse,
  DrainWorkerRequest,
  DrainWorkerResponse,
  GetCampaignSpecRequest,
  GetCampaignSpecResponse,
  RegisterWorkerRequest,
  RegisterWorkerResponse,
  RenewShardLeasesRequest,
  RenewShardLeasesResponse,
  ReportShardFailureRequest,
  ReportShardFailureResponse,
} from '@darkreach/cluster';
import { Controller, Inject } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import { LEASE_DESK, type LeaseDesk } from '../../desk.js';

const SERVICE = 'WorkerService';
/** Characters of a failure's message that are kept. */
const KEPT = 256;

/** The unary methods of WorkerService. */
@Controller()
export class WorkerController {
  constructor(@Inject(LEASE_DESK) private readonly desk: LeaseDesk) {}

  @GrpcMethod(SERVICE, 'RegisterWorker')
  register(request: RegisterWorkerRequest): Promise<RegisterWorkerResponse> {
    return this.desk.register(request);
  }

  @GrpcMethod(SERVICE, 'AcquireShardLeases')
  acquire(request: AcquireShardLeasesRequest): Promise<AcquireShardLeasesResponse> {
    return this.desk.acquire(request);
  }

  @GrpcMethod(SERVICE, 'GetCampaignSpec')
  spec(request: GetCampaignSpecRequest): Promise<GetCampaignSpecResponse> {
    return this.desk.spec(request);
  }

  @GrpcMethod(SERVICE, 'RenewShardLeases')
  renew(request: RenewShardLeasesRequest): Promise<RenewShardLeasesResponse> {
    return this.desk.renew(request);
  }

  @GrpcMethod(SERVICE, 'ReportShardFailure')
  async fail(request: ReportShardFailureRequest): Promise<ReportShardFailureResponse> {
    const message = [...request.message.slice(0, 2 * KEPT)].slice(0, KEPT).join('');
    return { outcome: await this.desk.fail({ ...request, message }) };
  }

  @GrpcMethod(SERVICE, 'DrainWorker')
  async drain({ workerId }: DrainWorkerRequest): Promise<DrainWorkerResponse> {
    await this.desk.drain(workerId);
    return {};
  }
}
