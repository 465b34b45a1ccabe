import { Server } from '@grpc/grpc-js';
import type { LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from '../app.module.js';
import { Authenticator, type BootstrapSecret } from '../auth/authenticator.js';
import type { CoordinatorConfig } from '../config/coordinator-config.js';
import type { Engine } from '../desk.js';
import { ListenError } from '../errors.js';
import { GrpcHealth } from '../health/grpc-health.js';
import { Readiness } from '../health/readiness.js';
import { EdgeMetrics } from '../metrics/edge-metrics.js';
import { CallsInFlight } from './calls-in-flight.js';
import { countingInterceptor } from './counting-interceptor.js';
import { readTls, serverCredentials, type TlsContent } from './credentials.js';
import { EdgeServer } from './edge-server.js';
import { gate } from './gate.js';
import { reflection } from './reflection.js';
import { serverOptions } from './server-options.js';
import { SERVICES } from './services.js';
import { StatusFilter } from './status.filter.js';
import { streamServices, type StreamServices } from './streams/stream-services.js';

/** The edge, listening. */
export interface RunningEdge {
  readonly grpcPort: number;
  readonly httpPort: number;
  /** Not ready, no more calls, streams ended, open calls answered, closed; in this order, once. */
  close(): Promise<void>;
}

export interface EdgeParts {
  readonly config: CoordinatorConfig;
  readonly engine: Engine;
  readonly logger: LoggerService;
}

/**
 * Serves an engine by gRPC and HTTP.
 * @throws ConfigError for TLS files that are no good
 * @throws ListenError for an address that cannot be listened at
 */
export async function startEdge({ config, engine, logger }: EdgeParts): Promise<RunningEdge> {
  const tls = config.tls === undefined ? undefined : await readTls(config.tls);
  const readiness = new Readiness({ checks: engine.checks });
  const metrics = new EdgeMetrics(engine.metrics);
  const health = new GrpcHealth(readiness, Object.keys(SERVICES));
  const streams = streamServices(engine, metrics);
  const server = grpcServer({ config, engine, logger }, { tls, health, streams, metrics });
  const app = await NestFactory.create<NestExpressApplication>(AppModule.of({ engine, readiness, metrics }), {
    logger,
    bodyParser: false,
    abortOnError: false,
    forceCloseConnections: true,
    ...(tls !== undefined && { httpsOptions: { cert: tls.certificate, key: tls.key } }),
  });
  app.disable('x-powered-by');
  // Handlers are made when it begins to listen, so that the filter below is there.
  const microservice = app.connectMicroservice({ strategy: server }, { deferInitialization: true });
  microservice.useGlobalFilters(new StatusFilter());
  try {
    await app.startAllMicroservices();
    const httpPort = await listenHttp(app, config);
    await health.start();
    const close = async (): Promise<void> => {
      readiness.drain();
      health.stop();
      await server.close();
      await app.close();
    };
    let closed: Promise<void> | undefined;
    return { grpcPort: server.port, httpPort, close: () => (closed ??= close()) };
  } catch (error) {
    await app.close();
    throw error;
  }
}

interface GrpcParts {
  readonly tls: TlsContent | undefined;
  readonly health: GrpcHealth;
  readonly streams: StreamServices;
  readonly metrics: EdgeMetrics;
}

function grpcServer({ config, engine }: EdgeParts, { tls, health, streams, metrics }: GrpcParts): EdgeServer {
  const calls = new CallsInFlight();
  const authenticator = new Authenticator({ store: engine.tokens, secrets: bootstrapSecrets(config) });
  // The gate stands in front of the handlers, the counter in front of the gate: what is refused is counted, too.
  const interceptors = [countingInterceptor(metrics), gate(authenticator, calls)];
  return new EdgeServer({
    server: new Server(serverOptions(interceptors)),
    address: config.grpc,
    credentials: serverCredentials(tls),
    calls,
    graceMs: config.graceSeconds * 1000,
    addServices: (added) => {
      streams.addTo(added);
      health.implementation.addToServer(added);
      reflection().addToServer(added);
    },
    endStreams: (error) => streams.end(error),
  });
}

async function listenHttp(app: NestExpressApplication, { http }: CoordinatorConfig): Promise<number> {
  try {
    await app.listen(http.port, http.host);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ListenError(`DARKREACH_HTTP_ADDRESS: ${http.host}:${http.port}: ${reason}`, { cause });
  }
  const address = app.getHttpServer().address();
  return address !== null && typeof address === 'object' ? address.port : http.port;
}

/** The tenant of bootstrap secrets; an operator sees every tenant. */
const BOOTSTRAP_TENANT = 'default';

function bootstrapSecrets({ operatorToken, workerToken }: CoordinatorConfig): readonly BootstrapSecret[] {
  const tenant = BOOTSTRAP_TENANT;
  return [
    ...(operatorToken === undefined ? [] : [{ secret: operatorToken, caller: { tenant, role: 'operator' as const } }]),
    ...(workerToken === undefined ? [] : [{ secret: workerToken, caller: { tenant, role: 'worker' as const } }]),
  ];
}
