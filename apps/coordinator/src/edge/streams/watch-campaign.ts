import type { WatchCampaignRequest, WatchCampaignResponse } from '@darkreach/cluster';
import type { handleServerStreamingCall, ServerWritableStream } from '@grpc/grpc-js';
import { callerOf } from '../../auth/caller-of.js';
import type { CampaignDesk, Watch } from '../../desk.js';
import { InvalidArgumentError, ResourceExhaustedError } from '../../errors.js';
import { decodePlace, encodePlace } from '../page-token.js';
import { idOf } from '../resource-name.js';
import { statusOfError } from '../status-of-error.js';
import { WatchFeed } from './watch-feed.js';

type Call = ServerWritableStream<WatchCampaignRequest, WatchCampaignResponse>;

export interface WatchersOptions {
  readonly campaigns: Pick<CampaignDesk, 'watch'>;
  /** Told the number of watchers whenever it changes. */
  readonly changed: (watchers: number) => void;
  /** Watchers at the same time; 10,000 by default. */
  readonly most?: number;
}

/** Least time between two messages to a watcher. */
const PAUSE_MS = 250;
/** The same for each watcher that there is: many are told less often, some 300 messages a second to all of them together. */
const PAUSE_A_WATCHER_MS = 3;
const MOST_KEPT = 20_000;

/** Everybody who watches a campaign. */
export class Watchers {
  readonly #feeds = new Set<WatchFeed>();

  constructor(private readonly options: WatchersOptions) {}

  /** WatchCampaign. */
  readonly handler: handleServerStreamingCall<WatchCampaignRequest, WatchCampaignResponse> = (call) => {
    this.#watch(call).catch((error: unknown) => call.emit('error', statusOfError(error, call.getPath())));
  };

  /** Ends every stream with that error; clients go on by their resume tokens. */
  end(error: Error): void {
    for (const feed of this.#feeds) feed.fail(error);
  }

  async #watch(call: Call): Promise<void> {
    const { name, resumeToken } = call.request;
    const after = positionOf(name, resumeToken);
    const { most = 10_000 } = this.options;
    if (this.#feeds.size >= most) {
      throw new ResourceExhaustedError('TOO_MANY_WATCHERS', `there are ${most} watchers, no more are allowed`, true);
    }
    let watch: Watch | undefined;
    const feed = this.#open(call, name, () => watch?.close());
    try {
      watch = await this.options.campaigns.watch(idOf(name), after, callerOf(call.metadata), (update) => {
        feed.push(update);
      });
      if (!this.#feeds.has(feed)) watch.close();
      await watch.done;
      feed.end();
    } catch (error) {
      feed.fail(error);
    }
  }

  /** A feed that ends with its call, and calls `over` then. */
  #open(call: Call, name: string, over: () => void): WatchFeed {
    const drop = (): void => {
      feed.close();
      if (!this.#feeds.delete(feed)) return;
      this.options.changed(this.#feeds.size);
      over();
    };
    const feed: WatchFeed = new WatchFeed({
      pauseMs: () => Math.max(PAUSE_MS, PAUSE_A_WATCHER_MS * this.#feeds.size),
      token: (position) => encodePlace(name, String(position)),
      mostKept: MOST_KEPT,
      sink: {
        write: (message, taken) => call.write(message, (error: unknown) => (error ? drop() : taken())),
        end: () => call.end(),
        fail: (error) => {
          call.emit('error', statusOfError(error, call.getPath()));
          drop();
        },
      },
    });
    this.#feeds.add(feed);
    this.options.changed(this.#feeds.size);
    call.on('cancelled', drop);
    return feed;
  }
}

/** The number of the last log entry behind a resume token; 0 for none. */
function positionOf(name: string, token: string): number {
  const place = decodePlace(name, token, 'resume_token') ?? '0';
  const position = Number(place);
  if (/^\d+$/.test(place) && Number.isSafeInteger(position)) return position;
  throw new InvalidArgumentError([
    { field: 'resume_token', description: 'given: a token of something else; allowed: one of this campaign, or none' },
  ]);
}
