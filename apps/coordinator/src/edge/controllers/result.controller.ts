import type {
  GetHistogramRequest,
  Histogram,
  ListResultFilesRequest,
  ListResultFilesResponse,
} from '@darkreach/cluster';
import type { Metadata } from '@grpc/grpc-js';
import { Controller, Inject } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import { callerOf } from '../../auth/caller-of.js';
import { RESULT_DESK, type ResultDesk } from '../../desk.js';
import { idOf } from '../resource-name.js';

const SERVICE = 'ResultService';

/** The unary methods of ResultService. */
@Controller()
export class ResultController {
  constructor(@Inject(RESULT_DESK) private readonly desk: ResultDesk) {}

  @GrpcMethod(SERVICE, 'GetHistogram')
  histogram({ parent, templateId }: GetHistogramRequest, metadata: Metadata): Promise<Histogram> {
    return this.desk.histogram(idOf(parent), templateId, callerOf(metadata));
  }

  @GrpcMethod(SERVICE, 'ListResultFiles')
  async files({ parent }: ListResultFilesRequest, metadata: Metadata): Promise<ListResultFilesResponse> {
    return { files: await this.desk.files(idOf(parent), callerOf(metadata)) };
  }
}
