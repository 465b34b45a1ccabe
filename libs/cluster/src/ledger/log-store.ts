import { sql, type Selectable } from 'kysely';
import type { LedgerConnection } from './ledger-connection.js';
import type { LedgerDatabase } from './ledger-database.js';
import type { LogRow, NewLogEntry } from './log-row.js';
import { storedText } from './stored-text.js';

const MESSAGE_LENGTH = 2_000;

/** What happened to campaigns. */
export class LogStore {
  constructor(private readonly connection: LedgerConnection) {}

  /**
   * Adds entries, numbered on from those that are there; one append at a time for each campaign, so that whoever has read up
   * to a number has read all before it. Of a campaign that is not there nothing is kept.
   */
  async append(campaignId: string, entries: readonly NewLogEntry[]): Promise<readonly LogRow[]> {
    if (entries.length === 0) return [];
    return this.connection.transact(async ({ db }) => {
      const campaign = await db
        .updateTable('campaigns')
        .set({ log_seq: sql<number>`log_seq + ${entries.length}` })
        .where('id', '=', campaignId)
        .returning('log_seq')
        .executeTakeFirst();
      if (campaign === undefined) return [];
      const first = campaign.log_seq - entries.length + 1;
      const values = entries.map(({ level, message, shardId, workerId }, index) => ({
        campaign_id: campaignId,
        seq: first + index,
        level,
        message: storedText(message, MESSAGE_LENGTH),
        shard_id: shardId ?? '',
        worker_id: workerId ?? '',
      }));
      const rows = await db.insertInto('log').values(values).returningAll().execute();
      return rows.map(entryOf).sort((a, b) => a.seq - b.seq);
    });
  }

  /** Oldest first, of those behind a number; 0 begins. */
  async after(campaignId: string, seq: number, limit: number): Promise<readonly LogRow[]> {
    const rows = await this.connection.ask((db) =>
      db
        .selectFrom('log')
        .selectAll()
        .where('campaign_id', '=', campaignId)
        .where('seq', '>', seq)
        .orderBy('seq')
        .limit(limit)
        .execute(),
    );
    return rows.map(entryOf);
  }
}

function entryOf(row: Selectable<LedgerDatabase['log']>): LogRow {
  const { seq, time, level, message, shard_id: shardId, worker_id: workerId } = row;
  return { seq, time, level, message, shardId, workerId };
}
