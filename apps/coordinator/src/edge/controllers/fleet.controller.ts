import type {
  CreateTokenRequest,
  CreateTokenResponse,
  ListTokensResponse,
  ListWorkersResponse,
  RevokeTokenRequest,
  RevokeTokenResponse,
} from '@darkreach/cluster';
import { Controller, Inject } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import { FLEET_DESK, type FleetDesk } from '../../desk.js';

const SERVICE = 'FleetService';

/** The methods of FleetService. */
@Controller()
export class FleetController {
  constructor(@Inject(FLEET_DESK) private readonly desk: FleetDesk) {}

  @GrpcMethod(SERVICE, 'ListWorkers')
  async workers(): Promise<ListWorkersResponse> {
    return { workers: await this.desk.workers() };
  }

  @GrpcMethod(SERVICE, 'CreateToken')
  createToken(request: CreateTokenRequest): Promise<CreateTokenResponse> {
    return this.desk.createToken(request);
  }

  @GrpcMethod(SERVICE, 'ListTokens')
  async listTokens(): Promise<ListTokensResponse> {
    return { tokens: await this.desk.listTokens() };
  }

  @GrpcMethod(SERVICE, 'RevokeToken')
  async revokeToken({ tokenId }: RevokeTokenRequest): Promise<RevokeTokenResponse> {
    await this.desk.revokeToken(tokenId);
    return {};
  }
}
