import type { MethodDefinition, ServiceDefinition } from '@grpc/grpc-js';
import { METHOD_RULES } from './method-rules.js';
import { encodeWatchMessage } from './streams/encode-watch-message.js';
import { guarded } from './refused-message.js';
import { SERVICES, type MethodPath } from './services.js';

const WATCH: MethodPath = '/darkreach.v1.CampaignService/WatchCampaign';

type Definitions = Record<string, Record<string, MethodDefinition<unknown, unknown>>>;

/** The unary methods, under the names that Nest's decorators use. */
export function unaryDefinitions(): Definitions {
  return definitions((method) => !method.requestStream && !method.responseStream);
}

/** The streams of one service, for handlers of grpc-js itself. */
export function streamDefinition(service: keyof typeof SERVICES): ServiceDefinition {
  return definitions((method) => method.requestStream || method.responseStream)[service] ?? {};
}

function definitions(wanted: (method: MethodDefinition<unknown, unknown>) => boolean): Definitions {
  const entries = Object.entries(SERVICES).map(([name, service]) => {
    const methods = Object.values(service) as unknown as readonly MethodDefinition<unknown, unknown>[];
    return [name, Object.fromEntries(methods.filter(wanted).map(guardedEntry))] as const;
  });
  return Object.fromEntries(entries);
}

function guardedEntry(method: MethodDefinition<unknown, unknown>): [string, MethodDefinition<unknown, unknown>] {
  const rule = METHOD_RULES[method.path as keyof typeof METHOD_RULES];
  const writer = method.path === WATCH ? { responseSerialize: encodeWatchMessage as (value: unknown) => Buffer } : {};
  return [method.path.slice(method.path.lastIndexOf('/') + 1), guarded({ ...method, ...writer }, rule.bytes)];
}
