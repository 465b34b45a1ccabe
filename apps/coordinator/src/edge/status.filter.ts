import { Catch, type ArgumentsHost, type RpcExceptionFilter } from '@nestjs/common';
import { throwError, type Observable } from 'rxjs';
import type { ServerUnaryCall } from '@grpc/grpc-js';
import { statusOfError } from './status-of-error.js';

/** Errors of unary methods, as their callers see them. */
@Catch()
export class StatusFilter implements RpcExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): Observable<never> {
    const call = host.getArgByIndex<ServerUnaryCall<unknown, unknown> | undefined>(2);
    const status = statusOfError(error, call?.getPath() ?? 'a method');
    return throwError(() => status);
  }
}
