import { API_LIMITS } from '@darkreach/cluster';
import type { ServerInterceptor, ServerOptions } from '@grpc/grpc-js';

/** Options of the gRPC server. Times are in ms. */
export function serverOptions(interceptors: ServerInterceptor[]): ServerOptions {
  return {
    interceptors,
    'grpc.max_receive_message_length': API_LIMITS.message.value,
    // Calls of one connection; a thousand watchers of one gateway have room, more wait with their client.
    'grpc.max_concurrent_streams': 1024,
    // A peer that has gone without a word is found out within 40 s, and its watches and uploads end.
    'grpc.keepalive_time_ms': 30_000,
    'grpc.keepalive_timeout_ms': 10_000,
    // Connections move to other coordinators behind a load balancer; a stream has an hour to come to an end.
    'grpc.max_connection_age_ms': 12 * 3_600_000,
    'grpc.max_connection_age_grace_ms': 3_600_000,
  };
}
