import type { Campaign, LogEntry, WatchCampaignResponse } from '@darkreach/cluster';
import type { WatchUpdate } from '../../desk.js';
import { ResourceExhaustedError } from '../../errors.js';

/** Where messages go. */
export interface WatchSink {
  /** `taken` is called when the transport has taken the message: the client keeps up so far. */
  write(message: WatchCampaignResponse, taken: () => void): void;
  end(): void;
  fail(error: unknown): void;
}

export interface WatchFeedOptions {
  readonly sink: WatchSink;
  /** Least time between two messages, ms; asked before each. */
  readonly pauseMs: () => number;
  /** The resume token behind a position. */
  readonly token: (position: number) => string;
  /** Log entries that are kept for a client that does not read. */
  readonly mostKept: number;
}

/** Log entries in a message: well below the 4 MiB that clients take. */
const MOST_ENTRIES = 500;

interface LogPart {
  readonly entries: readonly LogEntry[];
  /** Behind its last entry. */
  readonly position: number;
}

/**
 * What one watcher is still to be told: of snapshots the newest, of log entries every one. One message is under way at a
 * time, so that whoever reads slowly is sent fewer and newer ones.
 */
export class WatchFeed {
  #campaign: Campaign | undefined;
  #position = 0;
  #parts: LogPart[] = [];
  #kept = 0;
  #underWay = false;
  #next = 0;
  #timer: NodeJS.Timeout | undefined;
  #state: 'open' | 'ending' | 'over' = 'open';

  constructor(private readonly options: WatchFeedOptions) {}

  push({ campaign, logEntries, position }: WatchUpdate): void {
    if (this.#state !== 'open') return;
    this.#campaign = campaign;
    this.#position = position;
    this.#keep({ entries: logEntries, position });
    if (this.#kept <= this.options.mostKept) {
      this.#flush();
      return;
    }
    const message = `${this.#kept} log entries have not been read; watch again with the last resume_token`;
    this.#over(() => this.options.sink.fail(new ResourceExhaustedError('WATCHER_TOO_SLOW', message, true)));
  }

  /** Sends what is left without a pause, then ends. */
  end(): void {
    if (this.#state !== 'open') return;
    this.#state = 'ending';
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#flush();
  }

  /** Ends with an error; what was not sent follows behind the last resume token. */
  fail(error: unknown): void {
    if (this.#state !== 'over') this.#over(() => this.options.sink.fail(error));
  }

  /** Sends nothing any more. */
  close(): void {
    this.#over(() => undefined);
  }

  #over(last: () => void): void {
    this.#state = 'over';
    clearTimeout(this.#timer);
    this.#parts = [];
    last();
  }

  #keep(part: LogPart): void {
    if (part.entries.length === 0) return;
    this.#kept += part.entries.length;
    const last = this.#parts.at(-1);
    if (last === undefined || last.entries.length + part.entries.length > MOST_ENTRIES) this.#parts.push(part);
    else this.#parts.splice(-1, 1, { entries: [...last.entries, ...part.entries], position: part.position });
  }

  #flush(): void {
    if (this.#underWay || this.#timer !== undefined || this.#state === 'over') return;
    if (this.#campaign === undefined) {
      if (this.#state === 'ending') this.#over(() => this.options.sink.end());
      return;
    }
    const wait = this.#state === 'ending' ? 0 : this.#next - performance.now();
    if (wait <= 0) {
      this.#send(this.#campaign);
      return;
    }
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#flush();
    }, wait);
  }

  #send(campaign: Campaign): void {
    const part = this.#parts.shift();
    const more = this.#parts.length > 0;
    const logEntries = part?.entries ?? [];
    this.#kept -= logEntries.length;
    if (!more) this.#campaign = undefined;
    // Log that has piled up follows at once.
    this.#next = more ? 0 : performance.now() + this.options.pauseMs();
    this.#underWay = true;
    const resumeToken = this.options.token(part !== undefined && more ? part.position : this.#position);
    this.options.sink.write({ campaign, logEntries, resumeToken }, () => {
      this.#underWay = false;
      this.#flush();
    });
  }
}
