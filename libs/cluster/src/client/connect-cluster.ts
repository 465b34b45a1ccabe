import { Client, credentials, type ChannelCredentials, type ClientOptions } from '@grpc/grpc-js';
import { CampaignServiceService } from '../contracts/generated/darkreach/v1/campaign.js';
import { ChannelServiceService } from '../contracts/generated/darkreach/v1/channel.js';
import { FleetServiceService } from '../contracts/generated/darkreach/v1/fleet.js';
import { ResultServiceService } from '../contracts/generated/darkreach/v1/result.js';
import { isLoopback } from './server-address.js';
import { serviceConfig } from './service-config.js';
import { unaryCalls, type CallContext, type UnaryCalls } from './unary-calls.js';

/** PEM texts. */
export interface TlsMaterial {
  /** Whom to trust; the authorities of the system unless given. */
  readonly ca?: Uint8Array;
  /** One's own certificate and its key, for servers that ask for them. */
  readonly cert?: Uint8Array;
  readonly key?: Uint8Array;
}

export interface ClusterAddress {
  /** `host:port`. */
  readonly server: string;
  readonly token?: string | undefined;
  readonly tls?: TlsMaterial | undefined;
  /** Talk plainly to a server that is on another machine: everybody on the way can read the token. */
  readonly insecure?: boolean | undefined;
}

/** A connection to a cluster. Calls throw a {@link CallError}; it connects with the first call, and again when need be. */
export interface ClusterConnection {
  readonly server: string;
  readonly campaigns: UnaryCalls<typeof CampaignServiceService>;
  readonly channels: UnaryCalls<typeof ChannelServiceService>;
  readonly fleet: UnaryCalls<typeof FleetServiceService>;
  readonly results: UnaryCalls<typeof ResultServiceService>;
  /** For streams. */
  readonly context: CallContext;
  readonly close: () => void;
}

/** A page of a thousand limits or shards is well below. */
const LARGEST_ANSWER = 2 ** 24;

/** Plain on loopback, over TLS to everybody else unless `insecure`. */
export function connectCluster(address: ClusterAddress): ClusterConnection {
  const { server, token } = address;
  const client = new Client(server, channelCredentials(address), channelOptions(server));
  const context: CallContext = { client, server, token };
  return {
    server,
    campaigns: unaryCalls(CampaignServiceService, context),
    channels: unaryCalls(ChannelServiceService, context),
    fleet: unaryCalls(FleetServiceService, context),
    results: unaryCalls(ResultServiceService, context),
    context,
    close: () => client.close(),
  };
}

function channelCredentials({ server, tls, insecure }: ClusterAddress): ChannelCredentials {
  if (tls === undefined && (insecure === true || isLoopback(server))) return credentials.createInsecure();
  return credentials.createSsl(buffer(tls?.ca), buffer(tls?.key), buffer(tls?.cert));
}

function channelOptions(server: string): ClientOptions {
  return {
    'grpc.service_config': serviceConfig(),
    'grpc.keepalive_time_ms': 20_000,
    'grpc.keepalive_timeout_ms': 10_000,
    'grpc.initial_reconnect_backoff_ms': 200,
    'grpc.max_reconnect_backoff_ms': 5000,
    'grpc.max_receive_message_length': LARGEST_ANSWER,
    // A proxy for the world does not know this machine.
    ...(isLoopback(server) ? { 'grpc.enable_http_proxy': 0 } : {}),
  };
}

function buffer(text: Uint8Array | undefined): Buffer | null {
  return text === undefined ? null : Buffer.from(text);
}
