import {
  ENDED_STATUSES,
  type Campaign,
  type CampaignRow,
  type Ledger,
  type LogEntry,
  type LogRow,
} from '@darkreach/cluster';
import type { Watch, WatchUpdate } from '../desk.js';
import type { CampaignLog } from './campaign-log.js';
import { campaignMessage, logMessage } from './campaign-message.js';
import type { CampaignRuns } from './campaign-runs.js';

/** Milliseconds between two snapshots of a campaign. */
const EVERY = 250;
/** Log entries in one update. */
const PAGE = 500;

interface Watcher {
  position: number;
  readonly listener: (update: WatchUpdate) => void;
  readonly settle: { readonly resolve: () => void; readonly reject: (error: unknown) => void };
}

/** Everybody who watches one campaign: one snapshot, one set of entries, for all of them. */
interface Room {
  row: CampaignRow;
  readonly watchers: Set<Watcher>;
  /** Entries that came while somebody was watching. */
  readonly entries: { readonly seq: number; readonly entry: LogEntry }[];
  /** Pages of the log that are being read, by where they begin: a thousand who come together read them once. */
  readonly pages: Map<number, Promise<readonly LogRow[]>>;
  /** The last one, and when it was made. */
  snapshot: { readonly at: number; readonly campaign: Campaign } | undefined;
  timer: NodeJS.Timeout | undefined;
}

/** Tells those who watch campaigns what changes, at most four times a second. */
export class WatchHub {
  private readonly rooms = new Map<string, Room>();

  constructor(
    private readonly ledger: Ledger,
    private readonly runs: CampaignRuns,
    log: CampaignLog,
  ) {
    log.onRows((id, rows) => this.logged(id, rows));
    runs.onRow((row) => this.changed(row));
    runs.onProgress((id) => this.soon(id));
  }

  async watch(row: CampaignRow, after: number, listener: (update: WatchUpdate) => void): Promise<Watch> {
    const room = this.roomOf(row);
    let settle!: Watcher['settle'];
    const done = new Promise<void>((resolve, reject) => (settle = { resolve, reject }));
    done.catch(() => undefined);
    const watcher: Watcher = { position: after, listener, settle };
    const close = (): void => {
      room.watchers.delete(watcher);
      settle.resolve();
      if (room.watchers.size === 0) this.drop(row.id);
    };
    try {
      await this.catchUp(room, watcher);
    } catch (error) {
      if (room.watchers.size === 0) this.drop(row.id);
      throw error;
    }
    room.watchers.add(watcher);
    this.soon(row.id);
    return { close, done };
  }

  /** Gives what is in the ledger behind the position of the watcher. */
  private async catchUp(room: Room, watcher: Watcher): Promise<void> {
    for (;;) {
      const rows = await this.page(room, watcher.position);
      watcher.position = rows.at(-1)?.seq ?? watcher.position;
      const recent = room.snapshot && performance.now() - room.snapshot.at < EVERY;
      const campaign = recent ? room.snapshot!.campaign : this.snapshot(room);
      watcher.listener({ campaign, logEntries: rows.map(logMessage), position: watcher.position });
      if (rows.length < PAGE) return;
    }
  }

  private page(room: Room, after: number): Promise<readonly LogRow[]> {
    const known = room.pages.get(after);
    if (known) return known;
    const page = this.ledger.log.after(room.row.id, after, PAGE).finally(() => room.pages.delete(after));
    room.pages.set(after, page);
    return page;
  }

  private roomOf(row: CampaignRow): Room {
    const known = this.rooms.get(row.id);
    if (known) return known;
    const room: Room = {
      row,
      watchers: new Set(),
      entries: [],
      pages: new Map(),
      snapshot: undefined,
      timer: undefined,
    };
    this.rooms.set(row.id, room);
    return room;
  }

  private drop(id: string): void {
    clearTimeout(this.rooms.get(id)?.timer);
    this.rooms.delete(id);
  }

  private logged(id: string, rows: readonly LogRow[]): void {
    const room = this.rooms.get(id);
    if (!room) return;
    room.entries.push(...rows.map((row) => ({ seq: row.seq, entry: logMessage(row) })));
    this.soon(id);
  }

  private changed(row: CampaignRow): void {
    const room = this.rooms.get(row.id);
    if (!room) return;
    room.row = row;
    this.soon(row.id);
  }

  private soon(id: string): void {
    const room = this.rooms.get(id);
    if (!room || room.timer) return;
    room.timer = setTimeout(() => {
      room.timer = undefined;
      this.send(room);
    }, EVERY);
  }

  private send(room: Room): void {
    const campaign = this.snapshot(room);
    const ended = ENDED_STATUSES.includes(room.row.status);
    const entries = room.entries.splice(0);
    const last = entries.at(-1)?.seq ?? 0;
    for (const watcher of room.watchers) {
      const fresh = entries.filter(({ seq }) => seq > watcher.position).map(({ entry }) => entry);
      watcher.position = Math.max(watcher.position, last);
      watcher.listener({ campaign, logEntries: fresh, position: watcher.position });
      if (ended) watcher.settle.resolve();
    }
    if (ended) this.drop(room.row.id);
  }

  private snapshot(room: Room): Campaign {
    const live = this.runs.live(room.row.id);
    const campaign = campaignMessage(live?.row ?? room.row, live);
    room.snapshot = { at: performance.now(), campaign };
    return campaign;
  }
}
