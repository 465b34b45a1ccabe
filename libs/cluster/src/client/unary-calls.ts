import { Metadata, type Client, type ServiceError } from '@grpc/grpc-js';
import { CallError } from './call-error.js';

/** A method as generated services describe it. */
export interface UnaryMethod<Request, Response> {
  readonly path: string;
  readonly requestStream: false;
  readonly responseStream: false;
  readonly requestSerialize: (value: Request) => Buffer;
  readonly responseDeserialize: (value: Buffer) => Response;
}

export interface CallSettings {
  /** Longest time to wait for an answer, seconds. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
}

type UnaryCall<M> =
  M extends UnaryMethod<infer Request, infer Response>
    ? (request: Request, settings?: CallSettings) => Promise<Response>
    : never;

/** The methods of a service that answer once, as functions that promise the answer. */
export type UnaryCalls<Service> = {
  readonly [
    M in keyof Service as Service[M] extends { readonly requestStream: false; readonly responseStream: false }
      ? M
      : never
  ]: UnaryCall<Service[M]>;
};

export interface CallContext {
  readonly client: Client;
  readonly server: string;
  readonly token: string | undefined;
}

/** Seconds. Planning a large campaign is the longest of all. */
const TIMEOUT = 60;

/** Functions for every method of a service that answers once. They throw a {@link CallError}. */
export function unaryCalls<Service extends object>(service: Service, context: CallContext): UnaryCalls<Service> {
  const methods = Object.entries(service).filter(([, method]) => isUnary(method)) as [
    string,
    UnaryMethod<unknown, unknown>,
  ][];
  return Object.fromEntries(
    methods.map(([name, method]) => [
      name,
      (request: unknown, settings: CallSettings = {}) => call(context, method, request, settings),
    ]),
  ) as UnaryCalls<Service>;
}

/** Credentials go with each call, so that they work over TLS and on plain loopback alike. */
export function callMetadata(token: string | undefined): Metadata {
  const metadata = new Metadata();
  if (token !== undefined) metadata.set('authorization', `Bearer ${token}`);
  return metadata;
}

function isUnary(method: unknown): boolean {
  const { requestStream, responseStream } = method as { requestStream?: boolean; responseStream?: boolean };
  return requestStream === false && responseStream === false;
}

function call(
  { client, server, token }: CallContext,
  method: UnaryMethod<unknown, unknown>,
  request: unknown,
  { timeout = TIMEOUT, signal }: CallSettings,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const cancel = () => running.cancel();
    const done = (error: ServiceError | null, answer?: unknown) => {
      signal?.removeEventListener('abort', cancel);
      if (error === null) resolve(answer);
      else reject(new CallError(error, server));
    };
    const { path, requestSerialize, responseDeserialize } = method;
    const options = { deadline: Date.now() + timeout * 1000 };
    const metadata = callMetadata(token);
    const running = client.makeUnaryRequest(
      path,
      requestSerialize,
      responseDeserialize,
      request,
      metadata,
      options,
      done,
    );
    if (signal?.aborted === true) cancel();
    signal?.addEventListener('abort', cancel, { once: true });
  });
}
