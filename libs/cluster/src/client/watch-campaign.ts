import type { ServiceError } from '@grpc/grpc-js';
import { setTimeout as delay } from 'node:timers/promises';
import {
  CampaignServiceService,
  CampaignState,
  type Campaign,
  type WatchCampaignResponse,
} from '../contracts/generated/darkreach/v1/campaign.js';
import { CallError } from './call-error.js';
import type { ClusterConnection } from './connect-cluster.js';
import { callMetadata } from './unary-calls.js';

export interface WatchOptions {
  /** `campaigns/{id}`. */
  readonly name: string;
  /** Of the last message seen; the first log entry comes first unless given. */
  readonly resumeToken?: string;
  readonly signal?: AbortSignal;
  /** Called when the cluster does not answer and is asked again. */
  readonly onLost?: (error: CallError) => void;
}

/** Milliseconds before the second try to reach the cluster, and the longest such time. */
const FIRST_PAUSE = 200;
const LONGEST_PAUSE = 5000;

const ENDED: readonly CampaignState[] = [
  CampaignState.SUCCEEDED,
  CampaignState.PARTIAL,
  CampaignState.FAILED,
  CampaignState.CANCELLED,
];

/** Whether nothing more will happen to a campaign by itself. */
export function hasEnded({ state }: Pick<Campaign, 'state'>): boolean {
  return ENDED.includes(state);
}

/**
 * Follows a campaign until it has ended or the signal is aborted. When the cluster goes away it is asked again and again,
 * and the messages go on behind the last one.
 *
 * @throws {CallError} for what asking again does not mend
 */
export async function* watchCampaign(
  connection: ClusterConnection,
  options: WatchOptions,
): AsyncGenerator<WatchCampaignResponse, void, undefined> {
  const { name, signal, onLost } = options;
  let resumeToken = options.resumeToken ?? '';
  let pause = FIRST_PAUSE;
  const stopped = () => signal?.aborted === true;
  while (!stopped()) {
    try {
      for await (const message of stream(connection, { name, resumeToken }, signal)) {
        ({ resumeToken } = message);
        pause = FIRST_PAUSE;
        yield message;
        if (message.campaign !== undefined && hasEnded(message.campaign)) return;
      }
    } catch (error) {
      const known = error instanceof CallError ? error : new CallError(error as ServiceError, connection.server);
      if (stopped()) return;
      if (!known.retryable) throw known;
      onLost?.(known);
    }
    await delay(pause, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
    pause = Math.min(2 * pause, LONGEST_PAUSE);
  }
}

async function* stream(
  { context: { client, token } }: ClusterConnection,
  request: { readonly name: string; readonly resumeToken: string },
  signal: AbortSignal | undefined,
): AsyncGenerator<WatchCampaignResponse, void, undefined> {
  const { path, requestSerialize, responseDeserialize } = CampaignServiceService.watchCampaign;
  const call = client.makeServerStreamRequest(
    path,
    requestSerialize,
    responseDeserialize,
    request,
    callMetadata(token),
  );
  const cancel = () => call.cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    yield* call as AsyncIterable<WatchCampaignResponse>;
  } finally {
    signal?.removeEventListener('abort', cancel);
    call.cancel();
  }
}
