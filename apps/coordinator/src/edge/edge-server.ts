import { setTimeout as sleep } from 'node:timers/promises';
import type { Server, ServerCredentials } from '@grpc/grpc-js';
import { ServerGrpc } from '@nestjs/microservices';
import type { ListenAddress } from '../config/coordinator-variables.js';
import { ListenError, ShuttingDownError } from '../errors.js';
import type { CallsInFlight } from './calls-in-flight.js';
import { unaryDefinitions } from './service-definitions.js';

export interface EdgeServerOptions {
  readonly server: Server;
  readonly address: ListenAddress;
  readonly credentials: ServerCredentials;
  readonly calls: CallsInFlight;
  /** Time for open calls to end. */
  readonly graceMs: number;
  /** Services of grpc-js itself: streams, health, reflection. */
  readonly addServices: (server: Server) => void;
  /** Ends what would not end by itself. */
  readonly endStreams: (error: Error) => void;
}

/** Time for the last answers to leave. */
const FLUSH_MS = 500;

/** Nest's gRPC server, which here listens after its services are there, and ends in order. */
export class EdgeServer extends ServerGrpc {
  #port: number | undefined;
  #closed: Promise<void> | undefined;

  constructor(private readonly edge: EdgeServerOptions) {
    super({ package: 'darkreach.v1', packageDefinition: unaryDefinitions() });
  }

  /** The port that is listened at. */
  get port(): number {
    if (this.#port === undefined) throw new Error('the gRPC server does not listen yet');
    return this.#port;
  }

  override async createClient(): Promise<Server> {
    return this.edge.server;
  }

  /** Nest would listen first, and tell early callers that their method does not exist. */
  override async start(callback?: () => void): Promise<void> {
    this.edge.addServices(this.edge.server);
    await this.bindEvents();
    this.#port = await this.#bind();
    callback?.();
  }

  /** Lets no call in any more, ends streams, waits for the others, and closes. */
  override close(): Promise<void> {
    this.#closed ??= this.#end();
    return this.#closed;
  }

  async #end(): Promise<void> {
    const { server, calls, graceMs, endStreams } = this.edge;
    const ended = calls.close(graceMs);
    // No connection is taken any more, and those that are open are told to go elsewhere.
    const disconnected = new Promise<void>((resolve) => {
      server.tryShutdown(() => resolve());
    });
    endStreams(new ShuttingDownError());
    const answered = await ended;
    // The last answers are on their way; health watchers would stay for ever.
    if (answered) await Promise.race([disconnected, sleep(FLUSH_MS, undefined, { ref: false })]);
    server.forceShutdown();
  }

  #bind(): Promise<number> {
    const { server, address, credentials } = this.edge;
    const host = address.host.includes(':') ? `[${address.host}]` : address.host;
    const place = `${host}:${address.port}`;
    return new Promise((resolve, reject) => {
      server.bindAsync(place, credentials, (error, port) => {
        if (error === null) resolve(port);
        else reject(new ListenError(`DARKREACH_GRPC_ADDRESS: ${place}: ${error.message}`, { cause: error }));
      });
    });
  }
}
